import { z } from 'zod';
import type { SmtpConfig } from './smtp.ts';
import type { TwilioConfig } from './twilio.ts';

/** How e-mail and SMS leave; undefined is the outbox in demo mode, and nowhere otherwise. */
export interface OutboundConfig {
  readonly smtp: SmtpConfig | undefined;
  readonly twilio: TwilioConfig | undefined;
  /** ISO 3166-1 alpha-2: numbers written without a country are in this one. */
  readonly country: string;
}

const smtpUrl = z.string().refine((text) => {
  const url = URL.parse(text);
  const isBare = url !== null && ['', '/'].includes(url.pathname) && url.search === '' && url.hash === '';
  return (
    isBare &&
    /^smtps?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    isDecodable(url.username + url.password)
  );
}, 'must be the mail server, e.g. smtp://name:password@mail.example:587 or smtps://mail.example');

const isDecodable = (text: string) => !/%(?![0-9a-fA-F]{2})/.test(text);

export const outboundSettings = {
  SMTP_URL: smtpUrl.optional(),
  EMAIL_FROM: z
    .string()
    .max(320)
    .regex(
      /^([^<>\r\n]*<[^\s<>@]+@[\w.-]+>|[^\s<>@]+@[\w.-]+)$/,
      'must be the sender, e.g. help@company.example or Company <help@company.example>',
    )
    .optional(),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-fA-F]{32}$/, 'must be the SID of the account: AC and 32 digits')
    .optional(),
  TWILIO_AUTH_TOKEN: z.string().min(16, 'must be the token of the account').max(128).optional(),
  TWILIO_FROM: z
    .string()
    .regex(/^(\+[1-9]\d{6,14}|MG[0-9a-fA-F]{32})$/, 'must be a number such as +12025550123, or a service MG…')
    .optional(),
  TWILIO_API_URL: z
    .string()
    .regex(/^https?:\/\/[\w.:[\]-]+$/, 'must be an origin such as https://api.twilio.com')
    .default('https://api.twilio.com'),
  SMS_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country of two letters, e.g. US or DE')
    .default('US'),
};

type OutboundSettings = z.output<z.ZodObject<typeof outboundSettings>>;

const together = [
  ['SMTP_URL', 'EMAIL_FROM'],
  ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'],
] as const;

/** What is wrong between these variables. */
export const outboundProblems = (env: OutboundSettings): { variable: string; sentence: string }[] =>
  together.flatMap((names) => {
    const missing = names.filter((name) => env[name] === undefined);
    if (missing.length === names.length) return [];
    return missing.map((variable) => ({
      variable,
      sentence: `is missing: ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''} go together`,
    }));
  });

export function outboundConfig(env: OutboundSettings): OutboundConfig {
  return { smtp: smtpOf(env), twilio: twilioOf(env), country: env.SMS_COUNTRY };
}

function smtpOf({ SMTP_URL: text, EMAIL_FROM: from }: OutboundSettings): SmtpConfig | undefined {
  if (text === undefined || from === undefined) return undefined;
  const { protocol, hostname, port, username, password } = new URL(text);
  const isSecure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    isSecure,
    credentials:
      username === ''
        ? undefined
        : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    from,
  };
}

function twilioOf(env: OutboundSettings): TwilioConfig | undefined {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: from } = env;
  if (accountSid === undefined || authToken === undefined || from === undefined) return undefined;
  return { accountSid, authToken, from, apiUrl: env.TWILIO_API_URL };
}
