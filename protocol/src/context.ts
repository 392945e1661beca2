import { z } from 'zod';
import { maxContextAttributes } from './constants.ts';
import { timestamp } from './ids.ts';

/** A fact about the customer: collected by the widget, or given by the site. */
export const contextAttribute = z.object({
  /** Dotted lower-case name, e.g. `page.url`, `device.os`, `customer.name`. */
  key: z
    .string()
    .regex(/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/)
    .max(64),
  /** A page's titles and addresses are what they are: what no database can keep is taken out, not refused. */
  value: z
    .string()
    .max(2_000)
    .overwrite((text) => text.replaceAll('\0', '').toWellFormed()),
});
export type ContextAttribute = z.infer<typeof contextAttribute>;

export const contextAttributes = z.array(contextAttribute).max(maxContextAttributes);

/** An attribute as the desk sees it. `verified` only for values that came in a signed token. */
export const knownAttribute = contextAttribute.extend({ verified: z.boolean() });
export type KnownAttribute = z.infer<typeof knownAttribute>;

/** What an engagement knows of its customer; `at`: when it was told, so that what runs (time on page) can run on. */
export const contextFact = knownAttribute.extend({ at: timestamp });
export type ContextFact = z.infer<typeof contextFact>;
