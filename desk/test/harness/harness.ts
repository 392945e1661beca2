/**
 * The desk on a made-up client, for looking at states that are hard to bring about (`vite`, then
 * `/desk/test/harness/?scene=on-hold`). Not part of the product.
 */
import '@parley/ui/page.css';
import type { DeskClient, DeskState } from '@parley/call';
import { createStore } from 'zustand/vanilla';
import { startDesk } from '../../src/app.tsx';
import { madeUpAnnotation } from './annotation.ts';
import { answersFor, profile } from './api.ts';
import { roster } from './roster.ts';
import { engagementId, scenes } from './scenes.ts';

const wanted = new URLSearchParams(location.search).get('scene') ?? 'empty';
const scene = scenes[wanted];
if (!scene) throw new Error(`No scene ${wanted}: ${Object.keys(scenes).join(', ')}`);
history.replaceState(undefined, '', scene.path ?? '/desk/');

const answers = answersFor(scene);
window.fetch = (input) => {
  const path = new URL(input instanceof Request ? input.url : input, location.href).pathname;
  const body = answers[path];
  return Promise.resolve(
    body === undefined ? Response.json({ code: 'not-signed-in' }, { status: 401 }) : Response.json(body),
  );
};

const captured = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
const customersPicture = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
const store = createStore<DeskState>(() =>
  scene.state({
    microphone: captured.getAudioTracks()[0]!,
    camera: captured.getVideoTracks()[0]!,
    picture: customersPicture.getVideoTracks()[0]!,
  }),
);

const done = () => Promise.resolve({ ok: true as const });
const engagement = () => store.getState().engagement!;
type State = ReturnType<typeof engagement>['state'];
const change = (next: (state: State) => State) => {
  store.setState({ engagement: { ...engagement(), state: next(engagement().state) } });
  return done();
};
const self = (part: Partial<State['participants'][number]>) =>
  change((state) => ({
    ...state,
    participants: state.participants.map((one) =>
      one.id === engagement().selfId ? { ...one, ...part } : one,
    ),
  }));

const client: DeskClient = {
  store,
  annotation: madeUpAnnotation(store),
  setAvailability: (chosen) => {
    store.setState({ availability: { status: chosen, chosen } });
    return done();
  },
  asking: { ask: done, withdraw: done },
  meetings: { open: done, admit: done, refuse: done },
  secondDevice: { sendLink: done, showLink: done, withdraw: done },
  messaging: {
    send: done,
    sendFile: () => Promise.resolve({ ok: true }),
    loadFile: () => Promise.resolve({ code: 'file-not-found' }),
    sendAgain: () => undefined,
    discard: () => undefined,
    seeAll: () => undefined,
    typing: () => undefined,
  },
  supervision: { watch: () => () => undefined, begin: done, stop: done },
  colleagues: {
    watch: () => {
      store.setState({ roster });
      return () => store.setState({ roster: undefined });
    },
    add: done,
    withdraw: done,
    transfer: done,
    joinTransfer: done,
    cancelTransfer: done,
  },
  warmUp: () => undefined,
  answer: () => {
    store.setState({ ...scenes['in-call']!.state(), invitations: [] });
    return done();
  },
  decline: () => {
    store.setState({ invitations: [] });
    return done();
  },
  take: () => Promise.resolve({ ok: false, problem: { code: 'engagement-taken' } }),
  leave: done,
  startRecording: done,
  stopRecording: done,
  finishWrapUp: done,
  dismissEnded: () => store.setState({ ended: undefined as never }),
  reconnect: () => undefined,
  close: () => undefined,
  mute: () => self({ muted: true }),
  unmute: () => self({ muted: false }),
  startCamera: () => self({ camera: true }),
  previewCamera: () => Promise.resolve('missing'),
  stopCamera: () => self({ camera: false }),
  startScreen: () => self({ screen: true }),
  stopScreen: () => self({ screen: false }),
  pause: () =>
    change((state) => ({
      ...state,
      hold: { byParticipantId: engagement().selfId, since: new Date().toISOString() },
    })),
  resume: () => change(({ hold: _, ...state }) => state),
  exit: done,
  chooseMicrophone: done,
  chooseCamera: done,
  chooseSpeaker: () => undefined,
  flipCamera: done,
  showAt: () => undefined,
};

Object.assign(window, { store, profile, engagementId });
startDesk(() => client);
