/** Where choices outlive the page. */
export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Ids as the browser gives them, which are this site's own (W3C mediacapture-streams §9.1). */
export interface ChosenDevices {
  readonly microphone?: string;
  readonly camera?: string;
  readonly speaker?: string;
}

const key = 'parley.devices';
const kinds = ['microphone', 'camera', 'speaker'] as const;

/** Nothing where there is no memory, or something that is not ours in it. */
export function readChosen(memory: Memory | undefined): ChosenDevices {
  const chosen: { -readonly [Kind in keyof ChosenDevices]: string } = {};
  try {
    const saved: unknown = JSON.parse(memory?.getItem(key) ?? '{}');
    for (const [kind, id] of Object.entries(saved ?? {})) {
      const known = kinds.find((name) => name === kind);
      if (known && typeof id === 'string') chosen[known] = id;
    }
  } catch {
    return {};
  }
  return chosen;
}

export function writeChosen(memory: Memory | undefined, chosen: ChosenDevices): void {
  try {
    memory?.setItem(key, JSON.stringify(chosen));
  } catch {
    // Full or forbidden: chosen for this page only.
  }
}
