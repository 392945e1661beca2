import type { ParticipantRole } from '@parley/protocol';

/** What stands in a composition itself. It is made once, for whoever watches. */
export interface CompositionWords {
  readonly onHold: string;
  readonly withoutPicture: (names: readonly string[]) => string;
  /** For those who gave no name. */
  readonly roles: Readonly<Record<ParticipantRole, string>>;
  readonly chapters: {
    readonly beginning: string;
    readonly answered: string;
    readonly paused: string;
    readonly resumed: string;
    readonly joined: (name: string) => string;
    readonly left: (name: string) => string;
    readonly cameraStarted: (name: string) => string;
    readonly cameraStopped: (name: string) => string;
    readonly screenStarted: (name: string) => string;
    readonly screenStopped: (name: string) => string;
    readonly frozen: (name: string) => string;
    readonly unfrozen: string;
    readonly recordingStopped: string;
    readonly recordingStarted: string;
  };
}

export const englishWords: CompositionWords = {
  onHold: 'On hold',
  withoutPicture: (names) => (names.length > 0 ? names.join(' and ') : 'No picture'),
  roles: { customer: 'Customer', associate: 'Associate', guest: 'Guest' },
  chapters: {
    beginning: 'Beginning',
    answered: 'Answered',
    paused: 'On hold',
    resumed: 'Resumed',
    joined: (name) => `${name} joined`,
    left: (name) => `${name} left`,
    cameraStarted: (name) => `${name}: camera on`,
    cameraStopped: (name) => `${name}: camera off`,
    screenStarted: (name) => `${name}: screen shared`,
    screenStopped: (name) => `${name}: screen no longer shared`,
    frozen: (name) => `${name}: picture frozen`,
    unfrozen: 'Live again',
    recordingStopped: 'Recording stopped',
    recordingStarted: 'Recording started',
  },
};
