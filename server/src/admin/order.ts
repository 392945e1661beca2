import { parseArgs } from 'node:util';
import { z } from 'zod';

/** What an operator asks for at the command line. */
export type Order = z.output<typeof order>;

export type OrderOutcome =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly sentences: readonly string[] };

export const usage = `npm run admin -- create-account --email ada@example.com --name "Ada Lovelace" --role associate [--team Support]
  Asks for the password, or reads it from standard input. Roles: associate, supervisor, administrator; --role may be
  given more than once.
npm run admin -- create-application --client-id shop --name "Shop" --origin https://shop.example --team Support [--color #0f5c63]
  --origin may be given more than once. For a client id that is known, only its origins are changed.
`;

const origin = z
  .string()
  .refine(
    (text) => /^https?:$/.test(URL.parse(text)?.protocol ?? '') && URL.parse(text)?.origin === text,
    'must be an origin such as https://shop.example, without a path',
  );
const name = z.string('is missing').trim().min(1, 'is empty').max(120, 'is too long');
const once = (values: unknown): unknown =>
  Array.isArray(values) && values.length === 1 ? values[0] : values;
const single = <T extends z.ZodType>(schema: T) => z.preprocess(once, schema);

const order = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('create-account'),
    email: single(z.email('must be an e-mail address').max(254)),
    name: single(name),
    role: z
      .array(z.enum(['associate', 'supervisor', 'administrator'], 'is none of the roles'), 'is missing')
      .min(1),
    team: single(name).optional(),
  }),
  z.strictObject({
    command: z.literal('create-application'),
    'client-id': single(
      z
        .string('is missing')
        .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'must be lower-case letters, digits and hyphens'),
    ),
    name: single(name),
    origin: z.array(origin, 'is missing').min(1).max(50),
    team: single(name),
    color: single(z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #0f5c63')).default('#0f5c63'),
  }),
]);

const many = { type: 'string', multiple: true } as const;
const options = {
  email: many,
  name: many,
  role: many,
  team: many,
  'client-id': many,
  origin: many,
  color: many,
} as const;

/** Reads the command line; says everything that is wrong with it. */
export function readOrder(args: readonly string[]): OrderOutcome {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const parsed = order.safeParse({ ...values, command: positionals.join(' ') });
    if (parsed.success) return { ok: true, order: parsed.data };
    return { ok: false, sentences: parsed.error.issues.map(sentenceOf) };
  } catch (error) {
    return { ok: false, sentences: [error instanceof Error ? error.message : String(error)] };
  }
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `--${issue.keys.join(', --')} does not belong here`;
  const at = String(issue.path[0] ?? '');
  return at === 'command' ? 'There is no such command' : `--${at} ${issue.message}`;
}
