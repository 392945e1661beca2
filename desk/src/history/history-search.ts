import { endReason, type EndReason } from '@parley/protocol';

/** What the history shows, as the address has it. */
export interface HistorySearch {
  readonly search?: string;
  readonly from?: string;
  readonly to?: string;
  readonly outcome?: EndReason;
  readonly scenario?: string;
  readonly recorded?: boolean;
}

const day = /^\d{4}-\d{2}-\d{2}$/;

function text(value: unknown, most = 80): string | undefined {
  const trimmed = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return trimmed === '' || trimmed.length > most ? undefined : trimmed;
}

const date = (value: unknown): string | undefined =>
  typeof value === 'string' && day.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;

/** Whatever somebody put into the address; what makes no sense is left out. */
export function readHistorySearch(raw: Readonly<Record<string, unknown>>): HistorySearch {
  const outcome = endReason.safeParse(raw['outcome']).data;
  const found = {
    search: text(raw['search']),
    from: date(raw['from']),
    to: date(raw['to']),
    outcome,
    scenario: text(raw['scenario']),
    recorded: raw['recorded'] === true || raw['recorded'] === 'true' ? true : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** As the server wants to be asked. */
export function historyParameters(search: HistorySearch, after: string | undefined): URLSearchParams {
  const parameters = new URLSearchParams({ limit: '30' });
  for (const [name, value] of Object.entries(search)) parameters.set(name, String(value));
  if (after !== undefined) parameters.set('after', after);
  return parameters;
}

export const isFiltered = (search: HistorySearch): boolean => Object.keys(search).length > 0;
