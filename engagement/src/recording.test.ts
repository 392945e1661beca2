import { describe, expect, test } from 'vitest';
import type { RecordingTerms } from '@parley/protocol';
import { mediaRules, may } from './index.ts';
import {
  accept,
  after,
  answered,
  associate,
  customer,
  everything,
  ids,
  inside,
  invite,
  requested,
  type Story,
  system,
} from '../test/story.ts';

const refusal = (code: string) => expect.objectContaining({ ok: false, code });
const terms = (recording: Partial<RecordingTerms> = {}) => ({
  scenario: {
    ...everything,
    recording: { consent: 'none', start: 'by-hand', keepDays: 30, ...recording } as const,
  },
});
const begun = { type: 'report-recording', writing: true } as const;
const halted = { type: 'report-recording', writing: false } as const;

describe('by hand', () => {
  test('is wanted from the start to the stop; the circle is the recorder’s word alone', () => {
    const story = answered(terms());
    expect(mediaRules(story.state).recorded).toBe(false);
    expect(story.do({ type: 'start-recording' }, inside(1), after(3))).toEqual(['recording-started']);
    expect(mediaRules(story.state).recorded).toBe(true);
    expect(story.state.recording).toEqual({ wanted: true });
    story.do(begun, system, after(4));
    expect(story.state.recording).toEqual({ wanted: true, writingSince: after(4) });
    story.do({ type: 'stop-recording' }, inside(1), after(5));
    expect(mediaRules(story.state).recorded).toBe(false);
    expect(story.state.recording).toEqual({ wanted: false, writingSince: after(4) });
    story.do(halted, system, after(6));
    expect(story.state.recording).toEqual({ wanted: false });
  });

  test('what is already so makes no event', () => {
    const story = answered(terms());
    expect(story.do({ type: 'stop-recording' }, inside(1))).toEqual([]);
    story.do({ type: 'start-recording' }, inside(1));
    expect(story.do({ type: 'start-recording' }, inside(1))).toEqual([]);
    story.do(begun, system);
    expect(story.do(begun, system)).toEqual([]);
  });

  test('is refused to the customer, without the permission, without terms, and before the answer', () => {
    const record = { type: 'start-recording' } as const;
    expect(answered(terms()).try(record, customer)).toEqual(refusal('not-in-scenario'));
    expect(answered().try(record, inside(1))).toEqual(refusal('not-in-scenario'));
    const { scenario } = terms();
    const forbidden = answered({ scenario: { ...scenario, allows: [] } });
    expect(forbidden.try(record, inside(1))).toEqual(refusal('not-in-scenario'));
    expect(may(forbidden.state, ids.participant(1), 'start-recording')).toBe(false);
    expect(requested(terms()).try(record, customer)).toEqual(refusal('engagement-not-active'));
  });
});

describe('with the customer’s consent', () => {
  const asked = (): Story => {
    const story = answered(terms({ consent: 'ask' }));
    expect(story.do({ type: 'start-recording' }, inside(1))).toEqual(['recording-asked']);
    return story;
  };

  test('nothing is recorded before the customer allows it', () => {
    const story = asked();
    expect(mediaRules(story.state).recorded).toBe(false);
    expect(story.do({ type: 'allow-recording' }, customer)).toEqual([
      'recording-allowed',
      'recording-started',
    ]);
    expect(story.state.recording).toEqual({ consent: 'given', wanted: true });
  });

  test('given once it holds: a second start asks nobody', () => {
    const story = asked();
    story.do({ type: 'allow-recording' }, customer);
    story.do({ type: 'stop-recording' }, inside(1));
    expect(story.do({ type: 'start-recording' }, inside(1))).toEqual(['recording-started']);
  });

  test('refused means not recorded, also when asked for again', () => {
    const story = asked();
    story.do({ type: 'refuse-recording' }, customer);
    expect(story.state.recording).toEqual({ consent: 'refused', wanted: false });
    expect(mediaRules(story.state).recorded).toBe(false);
    expect(story.try({ type: 'start-recording' }, inside(1))).toEqual(refusal('recording-refused'));
    expect(story.do({ type: 'allow-recording' }, customer)).toEqual([]);
  });

  test('a question taken back is not an answer', () => {
    const story = asked();
    story.do({ type: 'stop-recording' }, inside(1));
    expect(story.state.recording).toEqual({ wanted: false });
    expect(story.try({ type: 'allow-recording' }, customer)).toEqual(refusal('not-allowed'));
    expect(story.do({ type: 'start-recording' }, inside(1))).toEqual(['recording-asked']);
  });

  test('only the customer answers, and only when asked', () => {
    expect(asked().try({ type: 'allow-recording' }, inside(1))).toEqual(refusal('not-allowed'));
    const story = answered(terms({ consent: 'ask' }));
    expect(story.try({ type: 'refuse-recording' }, customer)).toEqual(refusal('not-allowed'));
  });
});

describe('by itself', () => {
  const answerWith = (consent: RecordingTerms['consent']): string[] => {
    const story = requested(terms({ consent, start: 'on-answer' }));
    story.do(invite(1), system);
    return story.do(accept(1), associate(1), after(2));
  };

  test('begins with the answer where nobody has to be asked', () => {
    expect(answerWith('tell')).toContain('recording-started');
    expect(answerWith('none')).toContain('recording-started');
  });

  test('asks first where the scenario says so', () => {
    expect(answerWith('ask')).toContain('recording-asked');
    expect(answerWith('ask')).not.toContain('recording-started');
  });
});

describe('the recorder', () => {
  const writing = (): Story => {
    const story = answered(terms());
    story.do({ type: 'start-recording' }, inside(1));
    story.do(begun, system, after(4));
    return story;
  };

  test('that lost its place goes on by itself: it is still wanted', () => {
    const story = writing();
    story.do(halted, system);
    expect(story.state.recording).toEqual({ wanted: true });
    expect(mediaRules(story.state).recorded).toBe(true);
  });

  test('that can’t write says why, and waits for somebody to start it anew', () => {
    const story = writing();
    expect(story.do({ ...halted, problem: 'no-space' }, system)).toEqual(['recording-halted']);
    expect(story.state.recording).toEqual({ wanted: false, problem: 'no-space' });
    expect(story.do({ ...halted, problem: 'no-space' }, system)).toEqual([]);
    story.do({ type: 'start-recording' }, inside(1));
    expect(story.state.recording).toEqual({ wanted: true });
  });

  test('has no say before anyone asked for a recording, or after the end, and nobody else speaks for it', () => {
    expect(answered(terms()).do(begun, system)).toEqual([]);
    const story = writing();
    expect(story.try(halted, inside(1))).toEqual(refusal('not-allowed'));
    story.do({ type: 'exit' }, inside(1));
    expect(story.state.recording).toEqual({ wanted: false });
    expect(story.do(begun, system)).toEqual([]);
  });
});
