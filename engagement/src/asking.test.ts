import { describe, expect, test } from 'vitest';
import type { QuestionAnswer, QuestionId } from '@parley/protocol';
import { may, mediaRules, pendingQuestions } from './index.ts';
import {
  after,
  answered,
  associate,
  customer,
  everything,
  ids,
  inside,
  joinedByTwo,
  requested,
  system,
  type Story,
} from '../test/story.ts';

const refusal = (code: string) => expect.objectContaining({ ok: false, code });
const questionId = (n: number) => `00000000-0000-7000-8000-00000000070${n}` as QuestionId;
const first = questionId(1);
const ask = (what: 'camera' | 'screen', n = 1) => ({ type: 'ask', questionId: questionId(n), what }) as const;
const say = (answer: QuestionAnswer, n = 1) =>
  ({ type: 'answer-question', questionId: questionId(n), answer }) as const;
const allow = say({ says: 'allow' });
const decline = say({ says: 'decline' });
const withdraw = { type: 'withdraw-question', questionId: first } as const;
const expire = { type: 'expire-question', questionId: first } as const;
const fail = say({ says: 'fail', problem: 'blocked' });

const asked = (what: 'camera' | 'screen' = 'screen', story = answered()): Story => {
  if (what === 'camera') story.do({ type: 'stop-camera' }, customer, after(3));
  story.do(ask(what), inside(1), after(3));
  return story;
};
const status = (story: Story) => story.state.questions[0]?.status;
const only = (...allows: typeof everything.allows) => ({ scenario: { ...everything, allows } });

describe('asking', () => {
  test('is open for 30 seconds, with who asks and for what', () => {
    expect(asked().state.questions).toEqual([
      {
        id: first,
        what: 'screen',
        byParticipantId: ids.participant(1),
        askedAt: after(3),
        until: after(33),
        status: 'open',
      },
    ]);
  });

  test('for what is asked already, or is shared, does nothing; camera and screen are two questions', () => {
    const story = asked('camera');
    expect(story.do(ask('camera', 2), inside(1), after(4))).toEqual([]);
    expect(story.do(ask('screen', 3), inside(1), after(4))).toEqual(['asked']);
    expect(pendingQuestions(story.state)).toHaveLength(2);
    expect(answered().do(ask('camera'), inside(1))).toEqual([]);
  });

  test('is for associates of the engagement, while it is active and the scenario lets them', () => {
    expect(answered().try(ask('screen'), customer)).toEqual(refusal('not-allowed'));
    expect(answered().try(ask('screen'), associate(1))).toEqual(refusal('not-a-participant'));
    expect(answered().try(ask('screen'), inside(2))).toEqual(refusal('not-a-participant'));
    expect(requested().try(ask('screen'), customer)).toEqual(refusal('engagement-not-active'));
    expect(answered(only('request.camera')).try(ask('screen'), inside(1))).toEqual(
      refusal('not-in-scenario'),
    );
    expect(answered(only('request.screen')).try(ask('camera'), inside(1))).toEqual(
      refusal('not-in-scenario'),
    );
  });
});

describe('the answer', () => {
  test('allowed, it is shared, and after its end has to be asked anew', () => {
    const story = asked('screen', answered(only('request.screen')));
    expect(may(story.state, ids.customer, 'start-screen')).toBe(false);
    story.do(allow, customer, after(10));
    expect(status(story)).toBe('allowed');
    expect(story.do({ type: 'start-screen' }, customer, after(12))).toEqual(['screen-started']);
    expect(status(story)).toBe('shared');
    expect(mediaRules(story.state).muted).not.toContainEqual({
      participantId: ids.customer,
      source: 'screen',
    });
    story.do({ type: 'stop-screen' }, customer, after(20));
    expect(story.state.questions).toEqual([]);
    expect(story.try({ type: 'start-screen' }, customer)).toEqual(refusal('not-in-scenario'));
  });

  test('AS3 allowing the camera starts it also where the scenario gives the customer none of their own', () => {
    const story = asked('camera', answered(only('request.camera')));
    expect(story.try({ type: 'start-camera' }, customer)).toEqual(refusal('not-in-scenario'));
    story.do(allow, customer, after(5));
    expect(story.do({ type: 'start-camera' }, customer, after(6))).toEqual(['camera-started']);
    expect(story.try({ type: 'start-screen' }, customer)).toEqual(refusal('not-in-scenario'));
  });

  test('who may share on their own needs no question', () => {
    const story = answered(only('customer.camera', 'customer.screen'));
    expect(story.do({ type: 'start-screen' }, customer)).toEqual(['screen-started']);
    expect(story.state.questions).toEqual([]);
  });

  test('declined, nothing may be shared by it', () => {
    const story = asked('screen', answered(only('request.screen')));
    story.do(decline, customer, after(5));
    expect(status(story)).toBe('declined');
    expect(story.try({ type: 'start-screen' }, customer)).toEqual(refusal('not-in-scenario'));
    expect(story.do(ask('screen', 2), inside(1), after(6))).toEqual(['asked']);
  });

  test('AS4 a browser that would not is told with its reason, before and after the customer allowed it', () => {
    const before = asked('camera');
    before.do(fail, customer, after(5));
    expect(before.state.questions[0]).toMatchObject({ status: 'failed', problem: 'blocked' });
    const afterwards = asked('screen', answered(only('request.screen')));
    afterwards.do(allow, customer, after(5));
    afterwards.do(fail, customer, after(6));
    expect(status(afterwards)).toBe('failed');
    expect(afterwards.try({ type: 'start-screen' }, customer)).toEqual(refusal('not-in-scenario'));
  });

  test('a browser without sharing of screens gives the camera in its place', () => {
    const story = asked('screen', answered(only('request.screen')));
    story.do(say({ says: 'allow', instead: true }), customer, after(5));
    expect(story.state.questions[0]).toMatchObject({ what: 'camera', status: 'allowed', instead: true });
    expect(story.do({ type: 'start-camera' }, customer, after(6))).toEqual(['camera-started']);
    expect(asked('camera').try(say({ says: 'allow', instead: true }), customer)).toEqual(
      refusal('bad-request'),
    );
  });

  test('the same once more changes nothing; another one, a late one and one to nothing are refused', () => {
    const story = asked();
    story.do(decline, customer, after(5));
    expect(story.do(decline, customer, after(6))).toEqual([]);
    for (const answer of [allow, fail])
      expect(story.try(answer, customer, after(6))).toEqual(refusal('question-over'));
    expect(asked().try(allow, customer, after(33))).toEqual(refusal('question-over'));
    expect(answered().try(allow, customer)).toEqual(refusal('question-not-found'));
    expect(asked().try(allow, inside(1))).toEqual(refusal('not-allowed'));
    expect(asked().try(allow, associate(1))).toEqual(refusal('not-a-participant'));
  });
});

describe('without an answer', () => {
  test('AS5 any associate who is in it takes it back, and the customer does not', () => {
    expect(asked().try(withdraw, customer)).toEqual(refusal('not-allowed'));
    const story = asked('screen', joinedByTwo());
    expect(story.do(withdraw, inside(2), after(8))).toEqual(['question-closed']);
    expect(story.do(withdraw, inside(1), after(8))).toEqual([]);
    expect(story.try(allow, customer, after(9))).toEqual(refusal('question-over'));
    expect(answered().try(withdraw, inside(1))).toEqual(refusal('question-not-found'));
  });

  test('it expires when its time has come and not before, by the server alone', () => {
    const story = asked();
    expect(story.try(expire, inside(1), after(40))).toEqual(refusal('not-allowed'));
    expect(story.do(expire, system, after(32))).toEqual([]);
    expect(story.do(expire, system, after(33))).toEqual(['question-closed']);
    expect(status(story)).toBe('expired');
    expect(story.do(expire, system, after(34))).toEqual([]);
  });

  test('who allowed it and then chooses nothing is waited for no longer than two minutes', () => {
    const story = asked();
    story.do(allow, customer, after(10));
    expect(story.do(expire, system, after(33))).toEqual([]);
    expect(story.do(expire, system, after(130))).toEqual(['question-closed']);
  });

  test('with the engagement it is over', () => {
    const story = asked();
    story.do({ type: 'exit' }, inside(1), after(5));
    expect(story.state.questions).toEqual([]);
    expect(story.try(allow, customer, after(6))).toEqual(refusal('engagement-ended'));
  });
});
