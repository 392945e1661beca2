import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { OutgoingSms } from './message.ts';
import type { Delivery, Provider } from './provider.ts';

export interface TwilioConfig {
  readonly accountSid: string;
  readonly authToken: string;
  /** A number in E.164, or the SID of a messaging service. */
  readonly from: string;
  /** Other than Twilio's own in tests and behind proxies; without a slash at its end. */
  readonly apiUrl: string;
}

const answerMs = 20_000;
const created = z.object({ sid: z.string().min(1).max(64) });
const refusal = z.object({ code: z.int() });

/** Before anything was sent there; everything else leaves open whether Twilio has it. */
const unreached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Twilio's Messages resource, which knows no idempotency key.
 * `statusUrl` is where it reports delivery, with our own id of the message as `of`.
 */
export function createTwilio(config: TwilioConfig, statusUrl: string): Provider<OutgoingSms> {
  const { accountSid, authToken, from, apiUrl } = config;
  const url = `${apiUrl}/2010-04-01/Accounts/${accountSid}/Messages.json`;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  return {
    name: 'twilio',
    isIdempotent: false,
    async deliver(id, { to, text }, signal) {
      const body = new URLSearchParams({
        To: to,
        Body: text,
        [from.startsWith('MG') ? 'MessagingServiceSid' : 'From']: from,
        StatusCallback: `${statusUrl}?${new URLSearchParams({ of: id }).toString()}`,
      });
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { authorization },
          body,
          redirect: 'error',
          signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
        });
        return await deliveryOf(response);
      } catch (error) {
        const code = codeOfCause(error);
        return { outcome: unreached.has(code) ? 'not-sent' : 'unknown', reason: code };
      }
    },
  };
}

async function deliveryOf(response: Response): Promise<Delivery> {
  const { status } = response;
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) {
    const parsed = created.safeParse(answer);
    return parsed.success
      ? { outcome: 'sent', providerId: parsed.data.sid }
      : { outcome: 'unknown', reason: 'answer-unreadable' };
  }
  const reason = String(refusal.safeParse(answer).data?.code ?? status);
  // Too many requests, and not taken in for now; wrong credentials are the operator's to correct meanwhile.
  if ([401, 403, 429, 503].includes(status)) return { outcome: 'not-sent', reason };
  return { outcome: status >= 500 ? 'unknown' : 'refused', reason };
}

function codeOfCause(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error instanceof Error ? error.name : 'unknown';
}

/**
 * Whether Twilio signed this request: HMAC-SHA1 over the address and the form's fields by name, in base64
 * (https://www.twilio.com/docs/usage/security#validating-requests).
 */
export function isSignedByTwilio(
  authToken: string,
  url: string,
  fields: Readonly<Record<string, string>>,
  signature: string | undefined,
): boolean {
  if (signature === undefined) return false;
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  const signed = url + sorted.map(([name, value]) => name + value).join('');
  const expected = createHmac('sha1', authToken).update(signed).digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
