import type { CallControls, DeskClient } from '@parley/call';
import { may, someoneStays } from '@parley/engagement';
import type { EngagementState, Participant, Still, StillId } from '@parley/protocol';
import { describe, expect, test } from 'vitest';
import { colleague, customer, running, self, selfId } from '../../test/harness/record.ts';
import { callActions, callShortcuts, type CallFacts } from './actions.ts';
import { ownEngagement } from './use-engagement.ts';

/** Remembers what it was asked, in order. */
function recorder() {
  const asked: string[] = [];
  const note = (what: string) => () => {
    asked.push(what);
    return Promise.resolve({ ok: true as const });
  };
  const controls = [
    'mute',
    'unmute',
    'startCamera',
    'stopCamera',
    'startScreen',
    'stopScreen',
    'pause',
    'resume',
    'exit',
    'leave',
  ] as const;
  const client = Object.fromEntries(controls.map((name) => [name, note(name)])) as unknown as DeskClient &
    CallControls;
  const open = {
    options: note('open options'),
    devices: note('open devices'),
    help: note('open help'),
    exitQuestion: note('ask exit'),
    add: note('open add'),
    transfer: note('open transfer'),
    takeOver: note('ask take over'),
    sms: note('open sms'),
    shareCamera: note('open share camera'),
    meeting: note('open meeting'),
    device: note('open device'),
  };
  return { asked, client, open };
}

function actionsIn(
  state: Partial<EngagementState>,
  me: Partial<Participant> = {},
  others: Participant[] = [],
  facts: {
    readonly screen?: CallFacts['screen'];
    readonly pencilInHand?: boolean;
    readonly isSupervisor?: boolean;
    readonly canSendSms?: boolean;
  } = {},
) {
  const { asked, client, open } = recorder();
  const whole = {
    ...running,
    ...state,
    participants: state.participants ?? [customer, { ...self, ...me }, ...others],
  };
  const engagement = ownEngagement({ state: whole, selfId })!;
  const actions = callActions({
    engagement,
    client,
    messages: {
      isShown: true,
      isOpen: false,
      setOpen: (open) => void asked.push(`messages ${String(open)}`),
    },
    gallery: {
      isOpen: false,
      toggle: others.length > 1 ? () => void asked.push('toggle gallery') : undefined,
    },
    picture: {
      pencilInHand: facts.pencilInHand ?? false,
      takePencil: () => void asked.push('take pencil'),
      putPencilAway: () => void asked.push('put pencil away'),
      freeze: ({ source }) => void asked.push(`freeze ${source}`),
      unfreeze: () => void asked.push('unfreeze'),
    },
    open,
    screen: facts.screen ?? 'off',
    isSupervisor: facts.isSupervisor ?? false,
    canSendSms: facts.canSendSms ?? true,
    informationOpen: true,
    toggleInformation: () => {},
  });
  const press = (id: string) =>
    [...actions.toolbar, ...actions.options].find((one) => one.id === id)?.perform?.();
  const toolbar = Object.fromEntries(actions.toolbar.map((action) => [action.id, action]));
  return { asked, actions, toolbar, press, whole };
}

const without = (permission: string) => ({
  scenario: { ...running.scenario, allows: running.scenario.allows.filter((one) => one !== permission) },
});

describe('the toolbar', () => {
  test('has its controls in order, Options last', () => {
    expect(actionsIn({}).actions.toolbar.map(({ label }) => label)).toEqual([
      'Mute',
      'Video',
      'Annotate',
      'Freeze',
      'Pause',
      'Exit',
      'Options',
    ]);
  });

  test('toggles say how things are and do the opposite', () => {
    const calm = actionsIn({});
    expect(
      [calm.toolbar['mute'], calm.toolbar['video'], calm.toolbar['pause']].map((one) => one!.pressed),
    ).toEqual([false, true, false]);
    for (const id of ['mute', 'video', 'pause']) calm.press(id);
    expect(calm.asked).toEqual(['mute', 'stopCamera', 'pause']);

    const cut = actionsIn(
      { hold: { byParticipantId: customer.id, since: running.requestedAt } },
      { muted: true, camera: false },
    );
    expect(
      [cut.toolbar['mute'], cut.toolbar['video'], cut.toolbar['pause']].map((one) => one!.pressed),
    ).toEqual([true, false, true]);
    for (const id of ['mute', 'video', 'pause']) cut.press(id);
    expect(cut.asked).toEqual(['unmute', 'startCamera', 'resume']);
  });

  test('has no button for what the scenario does not allow', () => {
    expect(actionsIn(without('associate.pause')).toolbar).not.toHaveProperty('pause');
    expect(actionsIn(without('associate.camera'), { camera: false }).toolbar).not.toHaveProperty('video');
  });

  test('lets a camera that runs be stopped even where it may not be started', () => {
    const { press, asked } = actionsIn(without('associate.camera'));
    press('video');
    expect(asked).toEqual(['stopCamera']);
  });
});

describe('sharing the screen', () => {
  const offered = (...facts: Parameters<typeof actionsIn>) => {
    const { actions, asked, press } = actionsIn(...facts);
    press('share-screen');
    return [actions.options.find(({ id }) => id === 'share-screen')?.label, ...asked];
  };

  test('begins and ends by one entry of the menu', () => {
    expect(offered({})).toEqual(['Share my screen', 'startScreen']);
    expect(offered({}, { screen: true })).toEqual(['Stop sharing my screen', 'stopScreen']);
  });

  test('is absent where the scenario does not allow it or the browser can’t', () => {
    expect(offered(without('associate.screen'))).toEqual([undefined]);
    expect(offered({}, {}, [], { screen: 'unavailable' })).toEqual([undefined]);
  });
});

const still: Still = {
  id: 's1' as StillId,
  of: { participantId: customer.id, source: 'camera' },
  byParticipantId: selfId,
  at: running.requestedAt,
};
const frozen = {
  stills: [still],
  frozen: { stillId: still.id, byParticipantId: selfId, since: running.requestedAt },
};
const noPicture = { participants: [{ ...customer, camera: false }, self] };

describe('the pencil', () => {
  const pencil = (...facts: Parameters<typeof actionsIn>) => {
    const { toolbar, press, asked } = actionsIn(...facts);
    press('annotate');
    return [toolbar['annotate']?.pressed, toolbar['annotate']?.reason, ...asked];
  };

  test('is taken and put away by the same button', () => {
    expect(pencil({})).toEqual([false, undefined, 'take pencil']);
    expect(pencil({}, {}, [], { pencilInHand: true })).toEqual([true, undefined, 'put pencil away']);
  });

  test.each([
    ['the customer forbids it', { forbidden: ['ink' as const] }, /does not want anything to be drawn/],
    ['there is no picture', noPicture, /no picture/],
    [
      'the call is on hold',
      { hold: { byParticipantId: selfId, since: running.requestedAt } },
      /while the call is on hold/,
    ],
  ])('keeps its place and says why, when %s', (_, state, reason) => {
    const [pressed, why, ...asked] = pencil(state);
    expect([pressed, asked]).toEqual([false, []]);
    expect(why).toMatch(reason);
  });

  test('works on a still also while there is no live picture', () => {
    expect(pencil({ ...noPicture, ...frozen })).toContain('take pencil');
  });

  test('is absent where the scenario has none', () => {
    expect(actionsIn(without('associate.annotate')).toolbar).not.toHaveProperty('annotate');
  });
});

describe('freezing', () => {
  const camera = (...facts: Parameters<typeof actionsIn>) => {
    const { toolbar, press, asked } = actionsIn(...facts);
    press('freeze');
    return [toolbar['freeze']?.pressed, toolbar['freeze']?.reason, ...asked];
  };

  test('is of the screen where there is one, and undone by the same button', () => {
    expect(camera({})).toEqual([false, undefined, 'freeze camera']);
    expect(camera({ participants: [{ ...customer, screen: true }, self] })).toContain('freeze screen');
    expect(camera(frozen)).toEqual([true, undefined, 'unfreeze']);
  });

  test('is refused with the reason, but undone all the same', () => {
    expect(camera({ forbidden: ['freeze'] })[1]).toMatch(/does not want their picture to be frozen/);
    expect(camera({ ...frozen, forbidden: ['freeze'] })).toContain('unfreeze');
    expect(camera(noPicture)[1]).toMatch(/no picture/);
  });

  test('is absent where the scenario has none', () => {
    expect(actionsIn(without('associate.freeze')).toolbar).not.toHaveProperty('freeze');
  });
});

describe('SMS', () => {
  const hasSms = (...facts: Parameters<typeof actionsIn>) =>
    actionsIn(...facts).actions.options.some(({ label }) => label === 'Send SMS');

  test('is in the menu where the scenario has it and the server can send it', () => {
    const scenario = { ...running.scenario, allows: ['associate.sms' as const] };
    const { press, asked } = actionsIn({ scenario });
    press('sms');
    expect(asked).toEqual(['open sms']);
    expect(hasSms({ scenario }, {}, [], { canSendSms: false })).toBe(false);
    expect(hasSms({ scenario: { ...scenario, allows: [] } })).toBe(false);
  });
});

describe('colleagues', () => {
  const entries = (...facts: Parameters<typeof actionsIn>) =>
    actionsIn(...facts)
      .actions.options.map(({ label }) => label)
      .filter((label) => ['Add associate', 'Transfer call'].includes(label));

  test('are asked in and handed over to from the menu', () => {
    expect(entries({})).toEqual(['Add associate', 'Transfer call']);
    const { press, asked } = actionsIn({});
    press('add-associate');
    press('transfer');
    expect(asked).toEqual(['open add', 'open transfer']);
  });

  test('are absent where the scenario does not allow it, and a second transfer while one is under way', () => {
    expect(entries(without('associate.add'))).toEqual(['Transfer call']);
    expect(entries(without('associate.transfer'))).toEqual(['Add associate']);
    const to = { name: 'Grace', associateId: colleague.associateId };
    const times = { since: running.requestedAt, until: running.requestedAt };
    const transfer = { warm: false, byParticipantId: selfId, to, phase: 'asking', ...times } as const;
    expect(entries({ transfer })).toEqual(['Add associate']);
  });
});

describe('the customer’s phone', () => {
  const phone = { ...customer, id: 'phone-1' as Participant['id'], deviceOf: customer.id, device: 'Phone' };
  const scenario: EngagementState['scenario'] = { ...running.scenario, allows: ['associate.sms'] };
  const isOffered = (...facts: Parameters<typeof actionsIn>) =>
    actionsIn(...facts).actions.options.some(({ id }) => id === 'invite-device');

  test('is invited from the menu where the scenario allows it, one at a time', () => {
    const { press, asked } = actionsIn({ scenario });
    press('invite-device');
    expect(asked).toEqual(['open device']);
    expect(isOffered({})).toBe(false);
    expect(isOffered({ scenario, participants: [customer, self, phone] })).toBe(false);
    expect(isOffered({ scenario, participants: [customer, self, { ...phone, state: 'away' }] })).toBe(true);
  });

  test('has the stage with its camera, the first one beside it, and the associate can swap them', () => {
    const state = { ...running, participants: [customer, self, phone] };
    const seen = (swapped: boolean) => {
      const { picture, camerasBeside, others } = ownEngagement({ state, selfId }, swapped)!;
      return [picture.id, camerasBeside.map(({ id }) => id), others];
    };
    expect(seen(false)).toEqual([phone.id, [customer.id], []]);
    expect(seen(true)).toEqual([customer.id, [phone.id], []]);
  });

  test.each([
    ['is away', { state: 'away' }],
    ['has left', { state: 'left' }],
    ['shows nothing', { camera: false }],
  ] as const)('gives the stage back when it %s', (_, part) => {
    const state = { ...running, participants: [customer, self, { ...phone, ...part }] };
    const { picture, camerasBeside } = ownEngagement({ state, selfId })!;
    expect([picture.id, camerasBeside]).toEqual([customer.id, []]);
  });

  test('stands beside a screen together with the first camera', () => {
    const state = { ...running, participants: [{ ...customer, screen: true }, self, phone] };
    const { camerasBeside } = ownEngagement({ state, selfId })!;
    expect(camerasBeside.map(({ id }) => id)).toEqual([phone.id, customer.id]);
  });
});

test('everybody can be shown equally large when there are others enough', () => {
  expect(actionsIn({}, {}, [colleague]).actions.options.map(({ id }) => id)).not.toContain('gallery');
  const guest = { ...colleague, id: 'guest-1' as Participant['id'], role: 'guest' as const };
  const { press, asked } = actionsIn({}, {}, [colleague, guest]);
  press('gallery');
  expect(asked).toEqual(['toggle gallery']);
});

test('writing is in the menu, and opens the messages', () => {
  const { press, asked } = actionsIn({});
  press('message');
  expect(asked).toEqual(['messages true']);
});

test('taking over is for supervisors in a call that somebody else leads', () => {
  const has = (leadId: typeof selfId, isSupervisor: boolean) =>
    actionsIn({ leadId }, {}, [colleague], { isSupervisor }).actions.options.some(
      ({ id }) => id === 'take-over',
    );
  expect(has(colleague.id, true)).toBe(true);
  expect(has(selfId, true)).toBe(false);
  expect(has(colleague.id, false)).toBe(false);
});

describe('exit', () => {
  test('ends at once when nobody else could go on', () => {
    const { press, asked } = actionsIn({});
    press('exit');
    expect(asked).toEqual(['exit']);
  });

  test('asks first while a colleague is in, and only then leaving is offered', () => {
    const { press, asked, actions, whole } = actionsIn({}, {}, [colleague]);
    expect(someoneStays(whole, self) && may(whole, selfId, 'leave')).toBe(true);
    press('exit');
    expect(asked).toEqual(['ask exit']);
    expect(actions.options.map(({ id }) => id)).toContain('leave');
    expect(actionsIn({}).actions.options.map(({ id }) => id)).not.toContain('leave');
  });
});

test('every shortcut is there once', () => {
  const shortcuts = callShortcuts().map(({ shortcut }) => shortcut);
  expect(shortcuts.length).toBeGreaterThan(4);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
});
