import { describe, expect, test } from 'vitest';
import {
  customerOf,
  deviceIn,
  may,
  mediaRules,
  redact,
  soundDeviceOf,
  viewFor,
  type Command,
  type PermittedAction,
} from './index.ts';
import {
  after,
  answered,
  customer,
  everything,
  ids,
  inside,
  requested,
  system,
  withPhone,
  type Story,
} from '../test/story.ts';

const phone = ids.participant(9);
const onPhone = inside(9);
const asked = (n = 1, way: 'sms' | 'screen' = 'sms'): Command => ({
  type: 'invite-device',
  linkId: ids.link(n),
  way,
});
const comes = (n = 1, participant = 9): Extract<Command, { type: 'join-device' }> => ({
  type: 'join-device',
  linkId: ids.link(n),
  participantId: ids.participant(participant),
  device: 'Phone · Android 15',
});
const allowing = (...allows: typeof everything.allows) => answered({ scenario: { ...everything, allows } });
const codeOf = (story: Story, command: Command, actor = inside(1), at = after(20)) => {
  const decision = story.try(command, actor, at);
  return decision.ok ? 'ok' : decision.code;
};

describe('the link', () => {
  test('takes the place of the one before it', () => {
    const story = answered();
    expect(story.do(asked(1), inside(1), after(10))).toEqual(['device-invited']);
    expect(story.state.deviceLink).toMatchObject({ way: 'sms', until: after(610), status: 'open' });
    expect(story.do(asked(2, 'screen'), inside(1), after(20))).toEqual([
      'device-link-closed',
      'device-invited',
    ]);
    expect(codeOf(story, comes(1), system)).toBe('device-link-unknown');
    expect(codeOf(story, comes(2), system)).toBe('ok');
  });

  test.each([
    ['sms', 'associate.sms', 'request.camera'],
    ['screen', 'request.camera', 'associate.sms'],
  ] as const)('an associate sends it by %s where the scenario allows that', (way, needed, other) => {
    expect(codeOf(allowing(needed), asked(1, way))).toBe('ok');
    expect(codeOf(allowing(other), asked(1, way))).toBe('not-in-scenario');
  });

  test('a customer has it shown where they may show a camera, or are asked to; nobody else makes one', () => {
    expect(codeOf(allowing('customer.camera'), asked(1, 'screen'), customer)).toBe('ok');
    const strict = allowing('request.camera');
    expect(codeOf(strict, asked(1, 'screen'), customer)).toBe('not-in-scenario');
    strict.do({ type: 'ask', questionId: ids.question(1), what: 'camera' }, inside(1), after(5));
    expect(codeOf(strict, asked(1, 'screen'), customer)).toBe('ok');
    expect(codeOf(answered(), asked(1, 'sms'), customer)).toBe('not-allowed');
    expect(codeOf(answered(), asked(), inside(7))).toBe('not-a-participant');
    expect(codeOf(answered(), asked(), system)).toBe('not-a-participant');
    expect(codeOf(requested(), asked(1, 'screen'), customer)).toBe('engagement-not-active');
  });

  test('a customer who is asked for a camera and reaches for their phone has said yes', () => {
    const story = answered({
      customer: { participantId: ids.customer, camera: false },
      scenario: { ...everything, allows: ['request.camera'] },
    });
    story.do({ type: 'ask', questionId: ids.question(1), what: 'camera' }, inside(1), after(5));
    expect(story.do(asked(1, 'screen'), customer, after(10))).toEqual(['device-invited', 'question-allowed']);
    expect(story.state.questions).toMatchObject([{ status: 'allowed', until: after(610) }]);
    story.do(comes(), system, after(60));
    expect(story.state.questions).toMatchObject([{ status: 'shared' }]);
    story.do({ type: 'leave' }, onPhone, after(70));
    expect(story.state.questions).toEqual([]);
  });

  test('is good once, for ten minutes, and until it is taken back', () => {
    const story = answered();
    story.do(asked(1), inside(1), after(0));
    expect(codeOf(story, comes(), system, after(600))).toBe('device-link-over');
    expect(story.do({ type: 'expire-device-link', linkId: ids.link(1) }, system, after(599))).toEqual([]);
    story.do({ type: 'expire-device-link', linkId: ids.link(1) }, system, after(600));
    expect(story.state.deviceLink?.status).toBe('expired');
    story.do(asked(2), inside(1), after(601));
    story.do({ type: 'withdraw-device-link', linkId: ids.link(2) }, inside(1), after(602));
    expect(codeOf(story, comes(2), system, after(603))).toBe('device-link-over');
    story.do(asked(3, 'screen'), inside(1), after(604));
    story.do({ type: 'withdraw-device-link', linkId: ids.link(3) }, customer, after(605));
    expect(story.state.deviceLink?.status).toBe('declined');
    story.do(asked(4), inside(1), after(606));
    story.do(comes(4), system, after(607));
    expect(codeOf(story, comes(4, 8), system, after(608))).toBe('device-link-over');
  });

  test('ends with the engagement, and only the server says that somebody comes', () => {
    const story = answered();
    story.do(asked(), inside(1));
    expect(codeOf(story, comes(), inside(1))).toBe('not-allowed');
    expect(codeOf(story, { ...comes(), participantId: ids.customer }, system)).toBe('conflict');
    story.do({ type: 'exit' }, inside(1));
    expect(story.state.deviceLink).toBeUndefined();
    expect(codeOf(story, comes(), system)).toBe('engagement-ended');
  });
});

describe('the second device', () => {
  test('is the same customer, with a camera, and not whom the customer is', () => {
    const story = withPhone();
    expect(customerOf(story.state)?.id).toBe(ids.customer);
    expect(deviceIn(story.state)).toMatchObject({
      id: phone,
      role: 'customer',
      name: 'Cleo',
      deviceOf: ids.customer,
      device: 'Phone · Android 15',
      camera: true,
    });
  });

  test('there is one at a time; one whose connection is lost makes room', () => {
    const story = withPhone();
    expect(codeOf(story, asked(2))).toBe('device-there');
    story.do({ type: 'lose-connection', participantId: phone }, system, after(30));
    story.do(asked(2), inside(1), after(31));
    expect(story.do(comes(2, 8), system, after(32))).toEqual(['left', 'device-link-closed', 'joined']);
    expect(deviceIn(story.state)?.id).toBe(ids.participant(8));
  });

  test('does what it came for and nothing else', () => {
    const { state } = withPhone({ scenario: { ...everything, ink: { mayRefuse: true, fadeSeconds: 5 } } });
    const actions: PermittedAction[] = [
      'mute',
      'start-camera',
      'stop-camera',
      'start-screen',
      'pause',
      'exit',
      'leave',
      'message',
      'annotate',
      'clear-all',
      'consent',
      'answer-question',
      'freeze',
      'remove-device',
      'take-sound',
      'invite-device-by-screen',
    ];
    expect(actions.filter((action) => may(state, phone, action))).toEqual([
      'mute',
      'start-camera',
      'stop-camera',
      'leave',
      'annotate',
      'take-sound',
    ]);
    expect(codeOf(withPhone(), { type: 'exit' }, onPhone)).toBe('not-on-this-device');
  });

  test('shows its camera where the customer may only when asked', () => {
    const story = withPhone({ scenario: { ...everything, allows: ['associate.sms'] } });
    story.do({ type: 'stop-camera' }, onPhone);
    expect(story.do({ type: 'start-camera' }, onPhone)).toEqual(['camera-started']);
  });

  test('going, being sent away and being lost end nothing', () => {
    const gone = withPhone();
    expect(gone.do({ type: 'leave' }, onPhone)).toEqual(['left']);
    const sent = withPhone();
    expect(sent.do({ type: 'remove-device' }, customer)).toEqual(['left']);
    expect(sent.do({ type: 'remove-device' }, customer)).toEqual([]);
    expect(codeOf(withPhone(), { type: 'remove-device' }, inside(1))).toBe('not-allowed');
    const lost = withPhone();
    lost.do({ type: 'lose-connection', participantId: phone }, system, after(10));
    lost.do({ type: 'give-up', participantId: phone }, system, after(40));
    for (const story of [gone, sent, lost]) {
      expect(story.state.phase).toBe('active');
      expect(deviceIn(story.state)).toBeUndefined();
    }
  });

  test('when the customer goes or is lost on their first device, all ends', () => {
    const story = withPhone();
    story.do({ type: 'lose-connection', participantId: ids.customer }, system, after(10));
    story.do({ type: 'give-up', participantId: ids.customer }, system, after(40));
    expect(story.state).toMatchObject({ phase: 'ended', endReason: 'customer-lost' });
  });

  test('an associate who is asked for a camera that the phone shows already does not ask', () => {
    const story = withPhone();
    story.do({ type: 'stop-camera' }, customer);
    expect(story.do({ type: 'ask', questionId: ids.question(1), what: 'camera' }, inside(1))).toEqual([]);
  });

  test('reads nothing that is written in the call', () => {
    const story = withPhone();
    story.do({ type: 'send-message', messageId: ids.message(1), text: 'Your code is 1234' }, inside(1));
    const reader = { role: 'customer', participantId: phone, isSecondDevice: true } as const;
    expect(viewFor(story.state, reader)).toMatchObject({ messages: [], receipts: [], context: [] });
    const last = story.log.at(-1);
    expect(last && redact(last, reader).event).toEqual({ type: 'withheld' });
    const { isSecondDevice: _, ...first } = { ...reader, participantId: ids.customer };
    expect(viewFor(story.state, first).messages).toHaveLength(1);
  });
});

describe('sound', () => {
  const keptFrom = (story: Story, subscriberId: string) =>
    mediaRules(story.state)
      .blocked.filter((one) => one.subscriberId === subscriberId)
      .map(
        ({ track }) => `${track.participantId === ids.participant(1) ? 'associate' : 'own'} ${track.source}`,
      );
  const own = ['own microphone', 'own camera', 'own screen', 'own screen-audio'];
  const allOfAssociate = own.map((track) => track.replace('own', 'associate'));

  test('neither comes from the second device nor goes there; and no device gets what the other one sends', () => {
    const story = withPhone();
    expect(mediaRules(story.state).muted).toContainEqual({ participantId: phone, source: 'microphone' });
    expect(keptFrom(story, phone)).toEqual([...own, ...allOfAssociate]);
    expect(keptFrom(story, ids.customer)).toEqual(own);
    expect(keptFrom(story, ids.participant(1))).toEqual([]);
  });

  test('moves to it when the customer says so, and mute goes along', () => {
    const story = withPhone();
    story.do({ type: 'mute' }, customer);
    expect(story.do({ type: 'take-sound' }, onPhone)).toEqual(['muted', 'sound-moved']);
    story.do({ type: 'unmute' }, onPhone);
    expect(mediaRules(story.state).muted).toContainEqual({
      participantId: ids.customer,
      source: 'microphone',
    });
    expect(mediaRules(story.state).muted).not.toContainEqual({ participantId: phone, source: 'microphone' });
    expect(keptFrom(story, phone)).toEqual([...own, 'associate camera', 'associate screen']);
    expect(keptFrom(story, ids.customer)).toEqual(['associate microphone', 'associate screen-audio', ...own]);
    expect(story.do({ type: 'take-sound' }, customer)).toEqual(['unmuted', 'sound-moved']);
    expect(soundDeviceOf(story.state)?.id).toBe(ids.customer);
    expect(codeOf(story, { type: 'take-sound' }, inside(1))).toBe('not-allowed');
  });

  test('comes back by itself when the device is lost or goes', () => {
    const story = withPhone();
    story.do({ type: 'take-sound' }, onPhone);
    story.do({ type: 'lose-connection', participantId: phone }, system, after(10));
    expect(soundDeviceOf(story.state)?.id).toBe(ids.customer);
    story.do({ type: 'regain-connection', participantId: phone }, system, after(11));
    expect(soundDeviceOf(story.state)?.id).toBe(phone);
    story.do({ type: 'leave' }, onPhone, after(12));
    expect(story.state.soundId).toBeUndefined();
    expect(mediaRules(story.state).blocked).toEqual([]);
  });

  test('who has muted themselves is not heard by surprise when it moves by itself', () => {
    const lost = { type: 'lose-connection', participantId: phone } as const;
    const back = { type: 'regain-connection', participantId: phone } as const;
    const story = withPhone();
    story.do({ type: 'take-sound' }, onPhone);
    expect(story.do(lost, system, after(10))).toEqual(['connection-lost']);
    story.do({ type: 'mute' }, customer, after(11));
    expect(story.do(back, system, after(12))).toEqual(['muted', 'connection-regained']);
    story.do({ type: 'unmute' }, customer, after(13));
    expect(story.do(lost, system, after(14))).toEqual(['muted', 'connection-lost']);
    expect(customerOf(story.state)?.muted).toBe(true);
    for (const gone of ['leave', 'remove-device'] as const) {
      const other = withPhone();
      other.do({ type: 'take-sound' }, onPhone);
      other.do({ type: 'mute' }, onPhone);
      expect(other.do({ type: gone }, gone === 'leave' ? onPhone : customer)).toEqual(['muted', 'left']);
      expect(customerOf(other.state)?.muted).toBe(true);
    }
  });
});
