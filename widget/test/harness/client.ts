import type { CustomerClient, CustomerState } from '../../../call/src/api.ts';
import type { StrokeId } from '@parley/protocol';
import { createStore } from 'zustand/vanilla';
import { scene } from './scenes.ts';

/** A client that stands still in the scene named in the address. */
export function createCustomerClient(): CustomerClient {
  const fine = () => Promise.resolve({ ok: true } as const);
  const store = createStore<CustomerState>(() => scene('idle'));
  const begin = (): void =>
    store.setState(scene(new URLSearchParams(location.search).get('scene') ?? 'idle'));
  return {
    store,
    annotation: {
      draw: fine,
      change: fine,
      erase: fine,
      clear: fine,
      grow: () => undefined,
      abandon: () => undefined,
      point: () => undefined,
      shareView: () => undefined,
      onLane: () => () => undefined,
      withdrawConsent: fine,
      giveConsent: fine,
      freeze: fine,
      unfreeze: fine,
      showStill: fine,
      deleteStill: fine,
      wantStill: () => undefined,
      newStrokeId: () => crypto.randomUUID() as StrokeId,
    },
    answering: { allow: fine, decline: fine },
    ownDevices: {
      showLink: fine,
      withdraw: fine,
      remove: fine,
      takeSound: fine,
      link: () =>
        Promise.resolve({ url: 'https://calls.bank.example/join/ACDEFGHJ', until: new Date().toISOString() }),
    },
    startScreen: fine,
    stopScreen: fine,
    restore: () => (begin(), true),
    request: () => (begin(), fine()),
    answerRecording: fine,
    setContext: () => undefined,
    reset: () => store.setState(scene('idle'), true),
    reconnect: () => undefined,
    close: () => undefined,
    mute: fine,
    unmute: fine,
    startCamera: fine,
    stopCamera: fine,
    pause: fine,
    resume: fine,
    exit: fine,
    chooseMicrophone: fine,
    chooseCamera: fine,
    chooseSpeaker: () => undefined,
    flipCamera: fine,
    showAt: () => undefined,
    messaging: {
      send: fine,
      sendFile: () => Promise.resolve({ ok: true }),
      loadFile: () => Promise.resolve({ code: 'file-not-found' }),
      sendAgain: () => undefined,
      discard: () => undefined,
      seeAll: () => undefined,
      typing: () => undefined,
    },
  };
}
