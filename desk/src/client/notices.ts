import type { Outcome } from '@parley/call';
import type { ProblemBody } from '@parley/protocol';
import { sentenceOfProblem } from '@parley/ui/http';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { t } from '../words.ts';

export interface NoticeEntry {
  readonly id: number;
  readonly text: string;
}

const store = createStore<{ readonly entries: readonly NoticeEntry[] }>(() => ({ entries: [] }));
const shownForMs = 9_000;
const atMost = 3;
let lastId = 0;

/** Tells the associate something in a sentence; it goes by itself. */
export function notify(text: string): void {
  lastId += 1;
  const id = lastId;
  const others = store.getState().entries.filter((entry) => entry.text !== text);
  store.setState({ entries: [...others, { id, text }].slice(-atMost) });
  setTimeout(() => dismiss(id), shownForMs);
}

export function dismiss(id: number): void {
  store.setState(({ entries }) => ({ entries: entries.filter((entry) => entry.id !== id) }));
}

export const useNotices = (): readonly NoticeEntry[] => useStore(store, (state) => state.entries);

/** Refusals whose detail says what to do about it; a microphone or camera that fails has a notice of its own. */
const detailed = {
  'screen-blocked': 'call.screen-blocked',
  'screen-missing': 'call.screen-missing',
  'screen-in-use': 'call.screen-in-use',
  'screen-failed': 'call.screen-failed',
} as const;
const isDetailed = (detail: string | undefined): detail is keyof typeof detailed =>
  detail !== undefined && Object.hasOwn(detailed, detail);

/** The sentence for a problem; with an incident id when there is one to quote. */
export function sentenceFor(problem: ProblemBody): string {
  const { code, detail } = problem;
  if (code === 'media-refused' && isDetailed(detail)) return t(detailed[detail]);
  return sentenceOfProblem(problem);
}

/** Waits for the outcome of something the associate asked for, and says why when it was refused. */
export async function tellIfRefused(asked: Promise<Outcome>): Promise<boolean> {
  const outcome = await asked;
  if (!outcome.ok) notify(sentenceFor(outcome.problem));
  return outcome.ok;
}

/** For event handlers, which wait for nobody. */
export function attempt(asked: Promise<Outcome>): void {
  void tellIfRefused(asked);
}
