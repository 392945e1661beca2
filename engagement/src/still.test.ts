import { describe, expect, test } from 'vitest';
import { maxStills, type StillPicture } from '@parley/protocol';
import { may, stillOf } from './index.ts';
import { after, answered, customer, everything, ids, inside, requested, system } from '../test/story.ts';

const refusal = (code: string) => expect.objectContaining({ ok: false, code });
const camera = { participantId: ids.customer, source: 'camera' } as const;
const screen = { participantId: ids.customer, source: 'screen' } as const;
const freeze = (n: number, of: typeof camera | typeof screen = camera) =>
  ({ type: 'freeze', stillId: ids.still(n), of }) as const;
const file = (kind: 'preview' | 'picture', n = 1, picture: Partial<StillPicture> = {}) =>
  ({
    type: 'report-still',
    stillId: ids.still(n),
    file: kind,
    picture: { sha256: 'a'.repeat(64), width: 640, height: 360, bytes: 900, ...picture },
  }) as const;
const consenting = () => answered({ scenario: { ...everything, ink: { mayRefuse: true } } });

describe('freezing', () => {
  test('is seen by all until it is undone; freezing again makes another still', () => {
    const story = answered();
    expect(story.do(freeze(1), inside(1), after(3))).toEqual(['frozen']);
    expect(story.state.frozen).toEqual({
      stillId: ids.still(1),
      byParticipantId: ids.participant(1),
      since: after(3),
    });
    expect(story.do(freeze(1), inside(1))).toEqual([]);
    story.do(freeze(2), inside(1), after(4));
    expect(story.state.frozen?.stillId).toBe(ids.still(2));
    expect(story.do({ type: 'unfreeze' }, inside(1))).toEqual(['unfrozen']);
    expect(story.do({ type: 'unfreeze' }, inside(1))).toEqual([]);
    expect(story.state.frozen).toBeUndefined();
    expect(story.state.stills.map(({ id }) => id)).toEqual([1, 2].map(ids.still));
  });

  test('is refused to the customer, without the permission, before the answer, and of what is not shown', () => {
    expect(answered().try(freeze(1), customer)).toEqual(refusal('not-in-scenario'));
    const without = answered({ scenario: { ...everything, allows: [] } });
    expect(without.try(freeze(1), inside(1))).toEqual(refusal('not-in-scenario'));
    expect(requested().try(freeze(1), customer)).toEqual(refusal('engagement-not-active'));
    const story = answered();
    expect(story.try(freeze(1, screen), inside(1))).toEqual(refusal('no-such-picture'));
    story.do({ type: 'pause' }, inside(1));
    expect(story.try(freeze(1), inside(1))).toEqual(refusal('no-such-picture'));
    story.do({ type: 'resume' }, inside(1));
    story.do({ type: 'stop-camera' }, customer);
    expect(story.try(freeze(1), inside(1))).toEqual(refusal('no-such-picture'));
  });

  test('works on a shared screen too', () => {
    const story = answered();
    story.do({ type: 'start-screen' }, customer);
    story.do(freeze(1, screen), inside(1));
    expect(stillOf(story.state, ids.still(1))?.of).toEqual(screen);
  });

  test('makes as many stills as an engagement holds', () => {
    const story = answered();
    for (let n = 1; n <= maxStills; n += 1) story.do(freeze(n), inside(1));
    expect(story.try(freeze(maxStills + 1), inside(1))).toEqual(refusal('too-many-stills'));
    story.do({ type: 'delete-still', stillId: ids.still(1) }, inside(1));
    expect(story.do(freeze(maxStills + 1), inside(1))).toEqual(['frozen']);
  });

  test('ends with the engagement; the stills stay', () => {
    const story = answered();
    story.do(freeze(1), inside(1));
    story.do({ type: 'exit' }, customer);
    expect([story.state.frozen, story.state.stills.length]).toEqual([undefined, 1]);
    expect(story.try(freeze(2), inside(1))).toEqual(refusal('engagement-ended'));
  });
});

describe('files of a still', () => {
  test('the preview comes first, the sharp picture takes its place; each is told once', () => {
    const story = answered();
    story.do(freeze(1), inside(1));
    expect(story.do(file('preview'), system)).toEqual(['still-previewed']);
    expect(story.do(file('preview', 1, { bytes: 7 }), system)).toEqual([]);
    expect(story.do(file('picture', 1, { width: 3840, height: 2160 }), system)).toEqual(['still-taken']);
    const still = stillOf(story.state, ids.still(1));
    expect([still?.preview?.bytes, still?.picture?.width]).toEqual([900, 3840]);
  });

  test('ST2 are the server’s word alone', () => {
    const story = answered();
    story.do(freeze(1), inside(1));
    for (const actor of [customer, inside(1)]) {
      expect(story.try(file('picture'), actor)).toEqual(refusal('not-allowed'));
      expect(story.try({ type: 'remove-still', stillId: ids.still(1) }, actor)).toEqual(
        refusal('not-allowed'),
      );
    }
    expect(story.try(file('picture', 5), system)).toEqual(refusal('still-not-found'));
  });

  test('the owner says that it can’t, the server that it waits no longer; what comes late counts', () => {
    const story = answered();
    story.do(freeze(1), inside(1));
    const fail = { type: 'fail-still', stillId: ids.still(1), problem: 'unsupported' } as const;
    expect(story.try(fail, inside(1))).toEqual(refusal('not-allowed'));
    expect(story.do(fail, customer)).toEqual(['still-failed']);
    expect(story.do({ type: 'give-up-still', stillId: ids.still(1), problem: 'lost' }, system)).toEqual([]);
    expect(stillOf(story.state, ids.still(1))?.problem).toBe('unsupported');
    story.do(file('picture'), system);
    expect(stillOf(story.state, ids.still(1))?.problem).toBeUndefined();
    expect(story.do(fail, customer)).toEqual([]);
  });
});

describe('the strip', () => {
  test('an earlier still is shown again, and deleted with its ink', () => {
    const story = answered();
    story.do(freeze(1), inside(1));
    story.do(freeze(2), inside(1));
    const target = { kind: 'still', stillId: ids.still(1) } as const;
    const stroke = {
      id: ids.stroke(1),
      target,
      tool: 'pen',
      color: 'red',
      width: 'thin',
      points: [1, 1, 0],
    } as const;
    story.do({ type: 'draw', stroke: { ...stroke, points: [...stroke.points] } }, customer);
    const show = { type: 'show-still', stillId: ids.still(1) } as const;
    expect(story.try(show, customer)).toEqual(refusal('not-in-scenario'));
    expect(story.do(show, inside(1))).toEqual(['still-shown']);
    expect(story.do(show, inside(1))).toEqual([]);
    const remove = { type: 'delete-still', stillId: ids.still(1) } as const;
    expect(story.try(remove, customer)).toEqual(refusal('not-in-scenario'));
    expect(story.do(remove, inside(1))).toEqual(['unfrozen', 'still-deleted']);
    expect(story.do(remove, inside(1))).toEqual([]);
    expect([story.state.ink, story.state.frozen, story.state.stills.length]).toEqual([[], undefined, 1]);
    expect(story.try(show, inside(1))).toEqual(refusal('still-not-found'));
  });
});

describe('IK3 the customer’s consent to freezing', () => {
  test('withdrawn, the picture is live again and stays so; who looks at stills goes back', () => {
    const story = consenting();
    story.do(freeze(1), inside(1));
    expect(story.do({ type: 'withdraw-consent', matter: 'freeze' }, customer)).toEqual([
      'consent-withdrawn',
      'unfrozen',
    ]);
    expect(story.try(freeze(2), inside(1))).toEqual(refusal('freeze-refused'));
    expect(story.try({ type: 'show-still', stillId: ids.still(1) }, inside(1))).toEqual(
      refusal('freeze-refused'),
    );
    expect(may(story.state, ids.participant(1), 'freeze')).toBe(false);
    expect(may(story.state, ids.participant(1), 'unfreeze')).toBe(true);
    story.do({ type: 'give-consent', matter: 'freeze' }, customer);
    expect(story.do(freeze(2), inside(1))).toEqual(['frozen']);
  });
});
