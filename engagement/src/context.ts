import { maxContextAttributes, maxContextSize } from '@parley/protocol/constants';
import type { EngagementState, KnownAttribute } from '@parley/protocol';
import { accepted, refused, type Actor, type Decision } from './command.ts';
import { customerOf } from './state.ts';

/** The customer's page tells something new about itself. Of several values for one key the last counts. */
export function setContext(
  state: EngagementState,
  attributes: readonly KnownAttribute[],
  actor: Actor,
): Decision {
  if (state.phase === 'ended') return refused('engagement-ended');
  if (actor.kind !== 'participant' || actor.participantId !== customerOf(state)?.id)
    return refused('not-allowed');
  const known = new Map<string, KnownAttribute>(state.context.map((fact) => [fact.key, fact]));
  const news = lastOfEachKey(attributes).filter((attribute) => isNews(known.get(attribute.key), attribute));
  const after = new Map(known);
  for (const attribute of news) after.set(attribute.key, attribute);
  if (after.size > maxContextAttributes) return refused('bad-request', 'too many context attributes');
  if (sizeOf([...after.values()]) > maxContextSize) return refused('bad-request', 'too much context');
  return news.length === 0 ? accepted() : accepted({ type: 'context-changed', attributes: news });
}

/** What a signed token said counts more than what came after it. */
function lastOfEachKey(attributes: readonly KnownAttribute[]): KnownAttribute[] {
  const told = new Map<string, KnownAttribute>();
  for (const attribute of attributes) {
    if (!told.get(attribute.key)?.verified || attribute.verified) told.set(attribute.key, attribute);
  }
  return [...told.values()];
}

/** What runs on after it was told: said again, it runs from now, e.g. on a page that was reloaded. */
const running: ReadonlySet<string> = new Set(['page.time', 'device.local-time']);

/** What a signed token said can't be overwritten by the page, only by another token. */
function isNews(before: KnownAttribute | undefined, now: KnownAttribute): boolean {
  if (!before) return true;
  if (before.verified && !now.verified) return false;
  if (running.has(now.key)) return true;
  return before.value !== now.value || before.verified !== now.verified;
}

/** In UTF-16 units, keys included. */
export const sizeOf = (attributes: readonly KnownAttribute[]): number =>
  attributes.reduce((sum, { key, value }) => sum + key.length + value.length, 0);
