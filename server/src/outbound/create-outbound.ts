import type { Database } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import type { OutboundConfig } from './outbound-config.ts';
import { Outbound } from './outbound.ts';
import { outboxProvider } from './provider.ts';
import { createSmtp } from './smtp.ts';
import { createTwilio } from './twilio.ts';

interface Parts {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly log: Log;
}

interface Options {
  readonly demo: boolean;
  readonly publicOrigin: string;
  readonly outbound: OutboundConfig;
}

/** Under `/api/v1`. */
export const twilioStatusPath = '/providers/twilio/status';
/** Likewise; the operator gives it to Twilio as the number's address for messages. */
export const twilioMessagePath = '/providers/twilio/message';

/** With the operator's providers; in demo mode the outbox for what has none. */
export function createOutbound({ demo, publicOrigin, outbound }: Options, parts: Parts): Outbound {
  const { smtp, twilio } = outbound;
  const fallback = demo ? outboxProvider : undefined;
  return new Outbound({
    ...parts,
    providers: {
      email: smtp ? createSmtp(smtp) : fallback,
      sms: twilio ? createTwilio(twilio, `${publicOrigin}/api/v1${twilioStatusPath}`) : fallback,
    },
  });
}
