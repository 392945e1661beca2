/** What outlives a page load on the site, in this tab alone. */
export interface Kept extends Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  /** Nothing is kept: no engagement runs that this page could go on with. */
  isEmpty(): boolean;
}

const inMemory = (): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> => {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
};

/** The tab's storage; where the browser forbids it, memory that ends with the page. */
export function tabStorage(page: Window): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  try {
    const probe = 'parley';
    page.sessionStorage.setItem(probe, '');
    page.sessionStorage.removeItem(probe);
    return page.sessionStorage;
  } catch {
    return inMemory();
  }
}

/**
 * A part of `storage` under a name of its own, so that two applications on one site never mix. The list of its keys
 * is kept beside them: whether anything is there is known without knowing what the writer calls it.
 */
export function keptUnder(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, name: string): Kept {
  const nameOf = (key: string): string => `parley.${name}.${key}`;
  const list = nameOf('');
  const keys = (): string[] => storage.getItem(list)?.split('\n').filter(Boolean) ?? [];
  const writeKeys = (left: readonly string[]): void =>
    left.length > 0 ? storage.setItem(list, left.join('\n')) : storage.removeItem(list);
  return {
    getItem: (key) => storage.getItem(nameOf(key)),
    setItem: (key, value) => {
      storage.setItem(nameOf(key), value);
      writeKeys([...new Set([...keys(), key])]);
    },
    removeItem: (key) => {
      storage.removeItem(nameOf(key));
      writeKeys(keys().filter((other) => other !== key));
    },
    isEmpty: () => keys().length === 0,
  };
}
