/** The code in the address of a join page: `/join/ACDEFGHJ` → `ACDEFGHJ`; empty where there is none. */
export function codeIn(path: string): string {
  const [, , code = ''] = path.split('/');
  try {
    return decodeURIComponent(code).slice(0, 40);
  } catch {
    return '';
  }
}

/** As it is read out: `ACDE FGHJ`. */
export const spokenCode = (code: string): string => code.replace(/^(\w{4})(\w{4})$/, '$1 $2');
