import { expect, test } from 'vitest';
import { noteVisit } from './visit.ts';

function memory(start?: string) {
  let text: string | null = start ?? null;
  return { getItem: () => text, setItem: (_key: string, value: string) => void (text = value) };
}
const page = (title: string, at = 1_000) => ({ url: `https://shop.example/${title}`, title, at });

test('a visit remembers where and when it began, and the pages in order', () => {
  const store = memory();
  noteVisit(store, page('Home', 1_000));
  noteVisit(store, page('Boots', 2_000));
  const visit = noteVisit(store, page('Home', 3_000));
  expect(visit).toEqual({
    firstPage: 'https://shop.example/Home',
    startedAt: 1_000,
    pages: ['Home', 'Boots', 'Home'],
  });
});

test('a reload is not another page', () => {
  const store = memory();
  noteVisit(store, page('Home'));
  expect(noteVisit(store, page('Home')).pages).toEqual(['Home']);
});

test('a long visit keeps its last pages and still knows its first', () => {
  const store = memory();
  for (let at = 0; at < 40; at += 1) noteVisit(store, page(`Page ${at}`));
  const visit = noteVisit(store, page('x'.repeat(500)));
  expect(visit.firstPage).toBe('https://shop.example/Page 0');
  expect(visit.pages).toHaveLength(12);
  expect(visit.pages.at(-1)).toHaveLength(80);
});

test('a page without a title is known by its address', () => {
  expect(noteVisit(memory(), { url: 'https://shop.example/x', title: ' ', at: 1 }).pages).toEqual([
    'https://shop.example/x',
  ]);
});

test.each([
  '',
  'null',
  '7',
  '[]',
  '{}',
  '{"firstPage":1}',
  '{"firstPage":"a","startedAt":1,"pages":[7]}',
  '{',
])('what someone else wrote there (%s) begins a new visit', (text) => {
  expect(noteVisit(memory(text), page('Home')).pages).toEqual(['Home']);
});

test('a full storage harms nothing', () => {
  const store = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(noteVisit(store, page('Home')).pages).toEqual(['Home']);
});
