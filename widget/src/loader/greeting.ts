import type { ContextAttribute, WidgetOffer } from '@parley/protocol';

/**
 * Asks what may be shown on this page (`POST /api/v1/widget/offer`). Undefined when nothing may be, or when Parley
 * can't be reached: a site must never show a broken button.
 */
export async function askGreeting(
  origin: string,
  clientId: string,
  context: readonly ContextAttribute[],
): Promise<WidgetOffer | undefined> {
  try {
    const response = await fetch(`${origin}/api/v1/widget/offer`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'omit',
      body: JSON.stringify({ clientId, context }),
    });
    if (!response.ok) return undefined;
    const answer: unknown = await response.json();
    return isGreeting(answer) && answer.channels.length > 0 ? answer : undefined;
  } catch {
    return undefined;
  }
}

/** Whether an answer has the shape that this version knows. */
export function isGreeting(answer: unknown): answer is WidgetOffer {
  if (typeof answer !== 'object' || answer === null) return false;
  const given: Partial<Record<keyof WidgetOffer, unknown>> = answer;
  const { applicationName, channels, message, brandColor } = given;
  return (
    [applicationName, message, brandColor].every((text) => typeof text === 'string') &&
    Array.isArray(channels) &&
    channels.every((channel) => channel === 'video' || channel === 'audio')
  );
}
