import { useEffect, useEffectEvent } from 'react';
import { useSwitchPreference } from '../settings/preference.ts';
import type { Action } from './action.ts';

interface Press {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/**
 * Whether a press of keys is this shortcut. Signs such as `?` stand for themselves, however they are typed; `Ctrl` is the
 * command key on a Mac.
 */
export function matches(shortcut: string, press: Press): boolean {
  const parts = shortcut === '+' ? ['+'] : shortcut.split('+');
  if (press.altKey || (press.ctrlKey || press.metaKey) !== parts.includes('Ctrl')) return false;
  const key = parts.at(-1) ?? '';
  if (press.key.toUpperCase() !== key.toUpperCase()) return false;
  return /^[a-z]$/i.test(key) ? press.shiftKey === parts.includes('Shift') : true;
}

/** Letters belong to whatever is being typed into, to an open menu, and to a modal dialog. */
function isTakenElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('dialog:modal')) return true;
  if (!(target instanceof Element)) return false;
  return target.closest('input, textarea, select, [contenteditable="true"], [role="menu"]') !== null;
}

/** WCAG 2.1.4: shortcuts of a single key can be switched off. */
export const useShortcutsEnabled = () => useSwitchPreference('shortcuts', true);

/**
 * Binds the shortcuts of these actions while the component is there. Bound once: a listener that is bound anew while a
 * key is being pressed (because that very press changes the page) misses it.
 */
export function useShortcuts(actions: readonly Action[]): void {
  const [enabled] = useShortcutsEnabled();
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.repeat || isTakenElsewhere(event.target)) return;
    const action = actions.find(({ shortcut, perform }) => perform && shortcut && matches(shortcut, event));
    if (!action?.perform) return;
    event.preventDefault();
    action.perform();
  });
  useEffect(() => {
    if (!enabled) return;
    const handle = (event: KeyboardEvent): void => press(event);
    addEventListener('keydown', handle);
    return () => removeEventListener('keydown', handle);
  }, [enabled]);
}
