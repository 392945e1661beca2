import { expect, test } from 'vitest';
import { inkActions } from './ink-actions.ts';
import { callShortcuts } from '../engagement/actions.ts';
import { nextOf } from './tools.ts';
import type { Pencil } from './use-pencil.ts';

function pencilThat(asked: string[], part: Partial<Pencil> = {}): Pencil {
  return {
    inHand: true,
    tool: 'pen',
    color: 'violet',
    width: 'thin',
    take: () => void asked.push('take'),
    putAway: () => void asked.push('put away'),
    chooseTool: (tool) => void asked.push(tool),
    chooseColor: (color) => void asked.push(color),
    chooseWidth: (width) => void asked.push(width),
    ...part,
  };
}

test('exactly the tool in the hand is pressed, and each has a key', () => {
  const { tools } = inkActions(pencilThat([], { tool: 'arrow' }), {});
  expect(tools.filter(({ pressed }) => pressed).map(({ id }) => id)).toEqual(['arrow']);
  expect(tools).toHaveLength(10);
  expect(tools.every(({ shortcut }) => shortcut)).toBe(true);
});

test('what can’t be taken back or cleared has no function', () => {
  const undo = (): void => undefined;
  const { work } = inkActions(pencilThat([]), { undo });
  expect(work.map(({ id, perform }) => [id, perform !== undefined])).toEqual([
    ['undo', true],
    ['redo', false],
    ['clear-own', false],
    ['clear-all', false],
  ]);
});

test('keys go on to the next colour and width, round the end, and Escape puts the pencil away', () => {
  const asked: string[] = [];
  const { all } = inkActions(pencilThat(asked), {});
  for (const shortcut of ['C', 'W', 'Escape'])
    all.find((action) => action.shortcut === shortcut)?.perform?.();
  expect(asked).toEqual(['red', 'medium', 'put away']);
  expect(nextOf(['one'], 'one')).toBe('one');
});

test('no key of the pencil is one of the call', () => {
  const ofCall = new Set(callShortcuts().map(({ shortcut }) => shortcut));
  const own = inkActions(pencilThat([]), {}).all.flatMap(({ shortcut }) => shortcut ?? []);
  expect(new Set(own).size).toBe(own.length);
  expect(own.filter((shortcut) => ofCall.has(shortcut))).toEqual([]);
});
