/** The code in the address of a join page: `/join/ACDEFGHJ` → `ACDEFGHJ`; empty where there is none. */
export function codeIn(path: string): string {
  const [, , code = ''] = path.split('/');
  try {
    return decodeURIComponent(code).slice(0, 40);
  } catch {
    return '';
  }
}
