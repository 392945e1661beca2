import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import {
  outboundConfig,
  outboundProblems,
  outboundSettings,
  type OutboundConfig,
} from './outbound/outbound-config.ts';
import type { LogLevel } from './platform/log.ts';
import {
  recordingsConfig,
  recordingsProblems,
  recordingsSettings,
  type RecordingsConfig,
} from './recordings-config.ts';

/** Everything an operator can set, checked and with defaults in place. See CONTRACT for the meaning of each. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Scheme, host and port that people use; no trailing slash. */
  readonly publicOrigin: string;
  /** Origins of our own pages: the public one, and in demo mode localhost's two names. */
  readonly ownOrigins: readonly string[];
  /** Absolute path. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** Seeds demo accounts, serves the demo site, accepts localhost's other names as the public origin. */
  readonly demo: boolean;
  readonly logLevel: LogLevel;
  readonly recordings: RecordingsConfig;
  readonly outbound: OutboundConfig;
  readonly media: MediaConfig;
  readonly turn: TurnConfig | undefined;
  /** Given by an operator or a test, these replace what each scenario says. */
  readonly overrides: TermsOverrides;
  /** How long a customer waits for an answer before they are told that nobody is available. */
  readonly waitingSeconds: number;
  /** For so long after its end a meeting's code still opens it. */
  readonly meetingCodeHours: number;
  readonly limits: RequestLimits;
  readonly recording: RecordingConfig;
  /** Addresses and networks (CIDR) whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
}

/** Per client address; engagements and sign-ins cost work, so that both are bounded. */
export interface RequestLimits {
  readonly signInsPerMinute: number;
  readonly engagementsPerMinute: number;
}

export interface MediaConfig {
  readonly port: number;
  readonly bindAddress: string;
  readonly announcedAddresses: readonly string[];
  readonly processes: number;
}

export interface RecordingConfig {
  /** Of 32 bytes each, the one for new recordings first; empty: one is made and kept in the data folder. */
  readonly keys: readonly Buffer[];
  /** How many recordings are composed at once. */
  readonly compositions: number;
}

export interface TurnConfig {
  readonly urls: readonly string[];
  /** Shared with coturn's `static-auth-secret`. */
  readonly secret: string;
}

export interface TermsOverrides {
  readonly ringSeconds?: number;
  readonly graceSeconds?: number;
  readonly wrapUpSeconds?: number;
}

export interface ConfigProblem {
  readonly variable: string;
  /** Says what is wrong and what would be right. */
  readonly sentence: string;
}

export type ConfigOutcome =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

const flags = new Map([
  ['1', true],
  ['true', true],
  ['yes', true],
  ['0', false],
  ['false', false],
  ['no', false],
]);

function wholeNumber(least: number, most: number, what: string) {
  const sentence = `must be ${what}: a whole number from ${String(least)} to ${String(most)}`;
  return z
    .string()
    .regex(/^\d{1,6}$/, sentence)
    .transform(Number)
    .refine((value) => value >= least && value <= most, sentence);
}

const port = (what: string) => wholeNumber(1, 65_535, what);

const publicUrl = z.string().transform((text, context) => {
  const url = URL.parse(text);
  const isOrigin =
    url !== null && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (!isOrigin || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    context.addIssue('must be an origin such as https://parley.example, without a path');
    return z.NEVER;
  }
  return url.origin;
});

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/, 'must begin with postgres://, e.g. postgres://name:password@host/parley');

const address = /^([0-9a-fA-F:.]+|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)$/;
const host = z.string().regex(address, 'must be an address or host name, e.g. 127.0.0.1 or 0.0.0.0');

const network = z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()]);

const commaList = (item: RegExp, sentence: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((parts) => parts.every((part) => item.test(part)), sentence);

const flag = z
  .string()
  .toLowerCase()
  .refine((text) => flags.has(text), 'must be 1 or 0')
  .transform((text) => flags.get(text) === true);

const recordingKeys = z
  .string()
  .transform((text) => text.split(',').map((part) => Buffer.from(part.trim(), 'base64')))
  .refine(
    (keys) => keys.every((key) => key.length === 32),
    'must be keys of 32 bytes in base64 with commas between them, e.g. from: openssl rand -base64 32',
  );

/** A setting of the contract whose feature this version lacks: better refused than ignored. */
const notYet = (meaning: string) =>
  z.never({ error: `is set, but this version ${meaning}; unset it` }).optional();

const environment = z
  .object({
    PORT: port('the HTTP port').default(8080),
    HOST: host.default('127.0.0.1'),
    PUBLIC_URL: publicUrl.optional(),
    DATA_DIR: z.string().default('./data'),
    DATABASE_URL: databaseUrl.optional(),
    NATS_URL: notYet('runs as one process with its own bus'),
    ...recordingsSettings,
    ...outboundSettings,
    DEMO: flag.optional(),
    NODE_ENV: z.string().optional(),
    LOG_LEVEL: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
        error: 'must be one of trace, debug, info, warn, error, fatal, silent',
      })
      .default('info'),
    MEDIA_PORT: port('the port for all media').default(8443),
    MEDIA_BIND_ADDRESS: z
      .union([z.ipv4(), z.ipv6()], { error: 'must be an IP address of this host, or 0.0.0.0 for all' })
      .default('0.0.0.0'),
    MEDIA_ANNOUNCED_ADDRESS: commaList(
      /^([0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+)$/,
      'must be one IP address, or several with commas between them',
    ).default([]),
    MEDIA_PROCESSES: wholeNumber(1, 64, 'the number of media processes').optional(),
    TURN_URLS: commaList(
      /^turns?:\S+$/,
      'must be TURN addresses with commas between them, e.g. turn:turn.example:3478,turns:turn.example:5349',
    ).optional(),
    TURN_SECRET: z
      .string()
      .min(8, 'must be the secret shared with the TURN server, 8 characters or more')
      .optional(),
    RECORDING_KEYS: recordingKeys.default([]),
    COMPOSITIONS_AT_ONCE: wholeNumber(1, 16, 'how many recordings are composed at once').default(1),
    SIGN_INS_PER_MINUTE: wholeNumber(1, 100_000, 'sign-ins a minute from one address').default(30),
    ENGAGEMENTS_PER_MINUTE: wholeNumber(1, 100_000, 'new engagements a minute from one address').default(30),
    TRUSTED_PROXIES: z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .refine(
        (parts) => parts.every((part) => network.safeParse(part).success),
        'must be addresses or networks with commas between them, e.g. 10.0.0.0/8,192.0.2.7',
      )
      .default(['127.0.0.0/8', '::1/128']),
    RING_SECONDS: wholeNumber(5, 120, 'how long an invitation rings').optional(),
    GRACE_SECONDS: wholeNumber(2, 600, 'how long a lost party is waited for').optional(),
    WAITING_SECONDS_MAX: wholeNumber(10, 86_400, 'how long a customer waits at most').default(1_800),
    MEETING_CODE_HOURS: wholeNumber(1, 720, 'for how long after its end a meeting’s code is good').default(4),
    WRAP_UP_SECONDS: wholeNumber(0, 3600, 'how long an associate writes up').optional(),
  })
  .superRefine((env, context) => {
    for (const { variable, sentence } of [...recordingsProblems(env), ...outboundProblems(env)]) {
      context.addIssue({ code: 'custom', path: [variable], message: sentence });
    }
    if ((env.TURN_URLS === undefined) !== (env.TURN_SECRET === undefined)) {
      const missing = env.TURN_URLS === undefined ? 'TURN_URLS' : 'TURN_SECRET';
      context.addIssue({
        code: 'custom',
        path: [missing],
        message: 'is missing: TURN_URLS and TURN_SECRET go together',
      });
    }
  });

/** Names of everything that can be set. */
export const settingNames: readonly string[] = Object.keys(environment.shape);

type Environment = z.output<typeof environment>;

/** Reads the settings; an empty variable counts as unset. Every wrong one is reported, not only the first. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigOutcome {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({
        variable: String(issue.path[0]),
        sentence: issue.message,
      })),
    };
  }
  return { ok: true, config: toConfig(parsed.data) };
}

function toConfig(env: Environment): Config {
  const demo = env.DEMO ?? env.NODE_ENV !== 'production';
  const local = ['localhost', '127.0.0.1'].map((name) => `http://${name}:${String(env.PORT)}`);
  const publicOrigin = env.PUBLIC_URL ?? `http://localhost:${String(env.PORT)}`;
  const dataDir = resolve(env.DATA_DIR);
  return {
    host: env.HOST,
    port: env.PORT,
    publicOrigin,
    ownOrigins: [...new Set([publicOrigin, ...(demo ? local : [])])],
    dataDir,
    databaseUrl: env.DATABASE_URL,
    demo,
    logLevel: env.LOG_LEVEL,
    recordings: recordingsConfig(env, dataDir),
    outbound: outboundConfig(env),
    media: {
      port: env.MEDIA_PORT,
      bindAddress: env.MEDIA_BIND_ADDRESS,
      announcedAddresses: env.MEDIA_ANNOUNCED_ADDRESS,
      processes: env.MEDIA_PROCESSES ?? defaultMediaProcesses(),
    },
    turn:
      env.TURN_URLS === undefined || env.TURN_SECRET === undefined
        ? undefined
        : { urls: env.TURN_URLS, secret: env.TURN_SECRET },
    limits: {
      signInsPerMinute: env.SIGN_INS_PER_MINUTE,
      engagementsPerMinute: env.ENGAGEMENTS_PER_MINUTE,
    },
    trustedProxies: env.TRUSTED_PROXIES,
    recording: { keys: env.RECORDING_KEYS, compositions: env.COMPOSITIONS_AT_ONCE },
    waitingSeconds: env.WAITING_SECONDS_MAX,
    meetingCodeHours: env.MEETING_CODE_HOURS,
    overrides: {
      ...(env.RING_SECONDS !== undefined && { ringSeconds: env.RING_SECONDS }),
      ...(env.GRACE_SECONDS !== undefined && { graceSeconds: env.GRACE_SECONDS }),
      ...(env.WRAP_UP_SECONDS !== undefined && { wrapUpSeconds: env.WRAP_UP_SECONDS }),
    },
  };
}

/** One process carries some 90 calls a core; the API keeps a core of its own. */
function defaultMediaProcesses(): number {
  return Math.min(Math.max(availableParallelism() - 1, 1), 4);
}
