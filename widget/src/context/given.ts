import type { ContextAttribute } from '@parley/protocol';

/** What the site may tell of its customer: `{ 'customer.name': 'Jo Park', 'order.total': 120 }`. */
export type GivenContext = Readonly<Record<string, string | number | boolean | null | undefined>>;

const shape = /^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/;
/** Collected here, so that a site can't claim them. */
const collected = /^(page|visit|device|network|camera|microphone)\./;
const longestKey = 64;
const longestValue = 2_000;
/** Leaves room for what is collected (`maxContextAttributes` for both). */
const mostGiven = 48;

/** Keeps what the site gives; a later value of a key replaces the earlier one, `null` takes it back. */
export function givenContext() {
  const given = new Map<string, string>();
  return {
    /** Throws a TypeError that names the key which is not allowed; nothing is then changed. */
    set(context: GivenContext): void {
      const entries = Object.entries(context);
      for (const [key] of entries) {
        if (key.length > longestKey || !shape.test(key)) throw new TypeError(`Parley: "${key}" is not a key`);
        if (collected.test(key)) throw new TypeError(`Parley: "${key}" is collected and can't be set`);
      }
      const left = new Set([...given.keys(), ...entries.map(([key]) => key)]);
      for (const [key, value] of entries) if (value === null || value === undefined) left.delete(key);
      if (left.size > mostGiven) throw new TypeError(`Parley: more than ${mostGiven} values`);
      for (const [key, value] of entries) {
        if (value === null || value === undefined) given.delete(key);
        else given.set(key, String(value).slice(0, longestValue));
      }
    },
    attributes: (): readonly ContextAttribute[] => [...given].map(([key, value]) => ({ key, value })),
  };
}
