import { participantId, type ParticipantId } from '@parley/protocol';
import { expect, test } from 'vitest';
import { ada, customer, grace, people, picture } from '../../../test/composition-material.ts';
import { canvas, layoutOf } from './layout.ts';
import { piecesOf } from './piece.ts';

const seen = (who: ParticipantId, source: 'camera' | 'screen' = 'camera') =>
  piecesOf(picture(who, { from: 0, until: 10 }, { source }));
const told = (...pieces: ReturnType<typeof seen>[]) =>
  layoutOf(pieces.flat(), people).map(({ piece, inset }) => ({
    who: piece.take.participantId,
    source: piece.take.source,
    inset,
  }));

test('the customer fills the stage, whoever came first', () => {
  expect(told(seen(ada), seen(customer))).toEqual([
    { who: customer, source: 'camera', inset: false },
    { who: ada, source: 'camera', inset: true },
  ]);
});

test('a customer’s second device comes before their first', () => {
  const phone = participantId.parse('01900000-0000-7000-8000-000000000077');
  const both = [...people, { id: phone, role: 'customer' as const, name: 'Cleo', device: 'Phone' }];
  const placed = layoutOf([seen(customer), seen(ada), seen(phone)].flat(), both);
  expect(placed.map(({ piece }) => piece.take.participantId)).toEqual([phone, customer, ada]);
});

test('without the customer the associate fills it', () => {
  expect(told(seen(grace), seen(ada)).map(({ who }) => who)).toEqual([ada, grace]);
});

test("anybody's screen takes the stage, and all cameras are insets", () => {
  expect(told(seen(ada), seen(customer), seen(ada, 'screen'))).toEqual([
    { who: ada, source: 'screen', inset: false },
    { who: customer, source: 'camera', inset: true },
    { who: ada, source: 'camera', inset: true },
  ]);
});

test('insets lie within the canvas and apart, and those that find no room are left out', () => {
  const many = Array.from({ length: 9 }, () => seen(grace));
  const [, ...insets] = layoutOf([seen(customer), ...many].flat(), people);
  expect(insets.length).toBeGreaterThan(2);
  expect(insets.length).toBeLessThan(9);
  for (const [index, { box }] of insets.entries()) {
    expect(box.x + box.width).toBeLessThan(canvas.width);
    expect(box.y).toBeGreaterThan(0);
    const above = insets[index + 1];
    if (above) expect(above.box.y + above.box.height).toBeLessThan(box.y);
  }
});
