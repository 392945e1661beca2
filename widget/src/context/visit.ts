/** The pages of a visit: what was seen in this tab since it came to the site. */
export interface Visit {
  readonly firstPage: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Titles, oldest first, at most `mostPages`. */
  readonly pages: readonly string[];
}

export interface SeenPage {
  readonly url: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const mostPages = 12;
const longestTitle = 80;
const key = 'parley.visit';

type Store = Pick<Storage, 'getItem' | 'setItem'>;

/** Notes a page view. The same page again (a reload) counts once. */
export function noteVisit(store: Store, page: SeenPage): Visit {
  const before = readVisit(store.getItem(key));
  const title = (page.title.trim() || page.url).slice(0, longestTitle);
  const visit: Visit = {
    firstPage: before?.firstPage ?? page.url,
    startedAt: before?.startedAt ?? page.at,
    pages:
      before?.pages.at(-1) === title ? before.pages : [...(before?.pages ?? []), title].slice(-mostPages),
  };
  try {
    store.setItem(key, JSON.stringify(visit));
  } catch {
    // The tab's storage is full: the visit then begins anew on the next page.
  }
  return visit;
}

/** What was kept, if it has the shape that this version writes: the storage belongs to the site. */
function readVisit(text: string | null): Visit | undefined {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    return isVisit(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

const isVisit = (value: unknown): value is Visit =>
  typeof value === 'object' &&
  value !== null &&
  'firstPage' in value &&
  typeof value.firstPage === 'string' &&
  'startedAt' in value &&
  typeof value.startedAt === 'number' &&
  'pages' in value &&
  Array.isArray(value.pages) &&
  value.pages.every((title) => typeof title === 'string');
