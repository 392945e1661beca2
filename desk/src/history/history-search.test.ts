import { expect, test } from 'vitest';
import { historyParameters, isFiltered, readHistorySearch } from './history-search.ts';

test('what makes sense is read, the rest left out', () => {
  expect(
    readHistorySearch({
      search: '  Wei ',
      from: '2026-01-02',
      to: 'tomorrow',
      outcome: 'customer-ended',
      scenario: '',
      recorded: 'true',
      limit: 5,
    }),
  ).toEqual({ search: 'Wei', from: '2026-01-02', outcome: 'customer-ended', recorded: true });
  expect(readHistorySearch({ search: 42, outcome: 'nice', from: '2026-99-99', recorded: 1 })).toEqual({
    search: '42',
  });
  expect(readHistorySearch({ search: 'a'.repeat(81), scenario: {} })).toEqual({});
});

test('the server is asked for what is there, and for the next page', () => {
  expect(historyParameters({ search: 'a b', recorded: true }, 'x').toString()).toBe(
    'limit=30&search=a+b&recorded=true&after=x',
  );
  expect(isFiltered({})).toBe(false);
  expect(isFiltered({ recorded: true })).toBe(true);
});
