/** What stands in a composition itself. It is made once, for whoever watches. */
export interface CompositionWords {
  readonly onHold: string;
  readonly withoutPicture: (names: readonly string[]) => string;
  readonly chapters: {
    readonly beginning: string;
    readonly answered: string;
    readonly paused: string;
    readonly resumed: string;
    readonly joined: (name: string) => string;
    readonly left: (name: string) => string;
    readonly cameraStarted: (name: string) => string;
    readonly cameraStopped: (name: string) => string;
    readonly recordingStopped: string;
    readonly recordingStarted: string;
  };
}

export const englishWords: CompositionWords = {
  onHold: 'On hold',
  withoutPicture: (names) => (names.length > 0 ? names.join(' and ') : 'No picture'),
  chapters: {
    beginning: 'Beginning',
    answered: 'Answered',
    paused: 'On hold',
    resumed: 'Resumed',
    joined: (name) => `${name} joined`,
    left: (name) => `${name} left`,
    cameraStarted: (name) => `${name}: camera on`,
    cameraStopped: (name) => `${name}: camera off`,
    recordingStopped: 'Recording stopped',
    recordingStarted: 'Recording started',
  },
};
