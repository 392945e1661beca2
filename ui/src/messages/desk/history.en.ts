import type { Messages } from '../catalogue.ts';

/** Engagements that were. */
export const deskHistoryEn = {
  'history.title': 'Engagements',
  'history.back': 'Start',
  'history.all': 'All engagements',
  'history.search': 'Search',
  'history.search-hint': 'Name of a customer or an associate',
  'history.from': 'From',
  'history.to': 'To',
  'history.outcome': 'Outcome',
  'history.scenario': 'Scenario',
  'history.any': 'Any',
  'history.recorded': 'Only those with a recording',
  'history.clear': 'Clear the filters',
  'history.more': 'Show more',
  'history.loading': 'Loading…',
  'history.failed': 'The engagements could not be loaded.',
  'history.nothing': 'Nothing matches',
  'history.nothing-text': 'No engagement fits all of these filters.',
  'history.is-recorded': 'Recorded',
} as const satisfies Messages;
