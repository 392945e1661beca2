import { useState } from 'react';
import { useProfile } from '../client/desk-context.ts';

/**
 * A choice that this browser remembers for each associate. A stored value that is none of the `values` any more is
 * as good as none.
 */
export function usePreference<Value extends string>(
  name: string,
  values: readonly Value[],
  initial: Value,
): readonly [Value, (value: Value) => void] {
  const key = `parley.${useProfile().id}.${name}`;
  const [chosen, setChosen] = useState<{ readonly key: string; readonly value: Value }>();
  const stored = values.find((value) => value === localStorage.getItem(key));
  const value = chosen?.key === key ? chosen.value : (stored ?? initial);
  return [
    value,
    (next) => {
      localStorage.setItem(key, next);
      setChosen({ key, value: next });
    },
  ];
}

const onOff = ['on', 'off'] as const;

export function useSwitchPreference(
  name: string,
  initial: boolean,
): readonly [boolean, (on: boolean) => void] {
  const [value, set] = usePreference(name, onOff, initial ? 'on' : 'off');
  return [value === 'on', (on) => set(on ? 'on' : 'off')];
}
