import { expect, test } from 'vitest';
import { sectionsOf } from './document.ts';

test('the sections of a page are found by their names, whole', () => {
  const page = '# Benchmarks\n\nWords.\n\n## one\n\nA method.\n\n| figure |\n\n## two-three\n\nAnother.\n';
  expect([...sectionsOf(page)]).toEqual([
    ['one', '## one\n\nA method.\n\n| figure |\n\n'],
    ['two-three', '## two-three\n\nAnother.\n'],
  ]);
});
