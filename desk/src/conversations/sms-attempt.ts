import { newId } from '@parley/call';
import type { SmsId, SmsMessage } from '@parley/protocol';

/** What was last sent off and not taken yet, as far as we know. */
export interface SmsAttempt {
  readonly sms: SmsMessage;
  /** Where it is written as well. */
  readonly number: string | undefined;
}

/**
 * What is sent off now. The same once more has the same id, so that it leaves once although the first attempt may have
 * arrived; anything else is another SMS, which that id would have the server leave out.
 */
export function attemptOf(
  former: SmsAttempt | undefined,
  text: string,
  number: string | undefined,
): SmsAttempt {
  if (former?.sms.text === text && former.number === number) return former;
  return { sms: { id: newId<SmsId>(), text }, number };
}
