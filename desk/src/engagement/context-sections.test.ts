import { deskMessages } from '@parley/ui/messages/desk';
import { expect, test } from 'vitest';
import { contextSections, wordsOfKey } from './context-sections.ts';

const at = '2026-03-04T14:05:09.000Z';
const attribute = (key: string, value: string, verified = false) => ({ key, value, verified, at });

test('an unknown customer has every line, with nothing in it', () => {
  const lines = contextSections([], '').flatMap((section) => section.lines);
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.every((line) => line.value === undefined && !line.verified)).toBe(true);
});

test('every expected line has a label in the catalogue', () => {
  for (const { key } of contextSections([], '').flatMap((section) => section.lines)) {
    expect(deskMessages.en).toHaveProperty([`context.${key}`]);
  }
});

test('values find their line, and keep their mark', () => {
  const sections = contextSections(
    [attribute('customer.name', 'Bo', true), attribute('page.title', '')],
    'North Bank',
  );
  const customer = sections.find(({ name }) => name === 'customer')!;
  expect(customer.lines[0]).toEqual({ key: 'customer.name', value: 'Bo', verified: true, at });
  expect(sections.find(({ name }) => name === 'page')!.lines.map(({ value }) => value)).toEqual([
    'North Bank',
    ...Array.from({ length: 5 }, () => undefined),
  ]);
  expect(sections.map(({ name }) => name)).not.toContain('more');
});

test('what only the website knows comes last, under words made of its key', () => {
  const sections = contextSections([attribute('order.last-total', '42')], 'North Bank');
  expect(sections.at(-1)).toEqual({
    name: 'more',
    lines: [{ key: 'order.last-total', value: '42', verified: false, at }],
  });
  expect(wordsOfKey('order.last-total')).toBe('Order last total');
});
