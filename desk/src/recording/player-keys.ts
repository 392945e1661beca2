/** What a key, or a control, does to a player. Times in seconds. */
export type PlayerAction =
  | { readonly type: 'toggle' }
  | { readonly type: 'skip'; readonly by: number }
  | { readonly type: 'go-to'; readonly seconds: number }
  | { readonly type: 'jump'; readonly toShare: number }
  | { readonly type: 'speed'; readonly speed: number }
  | { readonly type: 'faster' }
  | { readonly type: 'slower' }
  | { readonly type: 'mute' }
  | { readonly type: 'full-screen' };

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const actions: Readonly<Record<string, PlayerAction>> = {
  ' ': { type: 'toggle' },
  k: { type: 'toggle' },
  arrowleft: { type: 'skip', by: -5 },
  arrowright: { type: 'skip', by: 5 },
  j: { type: 'skip', by: -10 },
  l: { type: 'skip', by: 10 },
  home: { type: 'jump', toShare: 0 },
  end: { type: 'jump', toShare: 1 },
  '<': { type: 'slower' },
  '>': { type: 'faster' },
  m: { type: 'mute' },
  f: { type: 'full-screen' },
};

/** As people know it from other players; nothing with a modifier, which belongs to the browser. */
export function playerAction({ key, ctrlKey, altKey, metaKey }: Press): PlayerAction | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  if (/^[0-9]$/.test(key)) return { type: 'jump', toShare: Number(key) / 10 };
  return actions[key.toLowerCase()];
}

export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/** The next speed in that direction; the same at the ends. */
export function nextSpeed(now: number, direction: 1 | -1): number {
  const ordered = direction === 1 ? speeds : speeds.toReversed();
  return ordered.find((speed) => (speed - now) * direction > 0.001) ?? now;
}
