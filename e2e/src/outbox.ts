import { expect, type Page } from '@playwright/test';
import { signIn } from './people.ts';

interface Sent {
  readonly id: string;
  readonly kind: 'email' | 'sms';
  readonly to: string;
  readonly text: string;
  readonly status: string;
}

/** The outbox of demo mode as a supervisor sees it, and the answers of those who get what is in it. */
export interface Outbox {
  all(): Promise<readonly Sent[]>;
  /** The newest SMS with this text; waits for it. */
  sms(text: string): Promise<Sent>;
  reply(sms: Sent, text: string): Promise<void>;
}

/** Through the API, signed in as Mary; `page` is one of hers. */
export async function openOutbox(page: Page, origin: string): Promise<Outbox> {
  await page.goto(`${origin}/desk`);
  await signIn(page, 'mary');
  await expect(page.getByRole('button', { name: /^Status: / })).toBeVisible();
  const { request } = page.context();
  const path = `${origin}/api/v1/outbox`;
  const all = async (): Promise<readonly Sent[]> => {
    const body = (await (await request.get(path)).json()) as { messages: Sent[] };
    return body.messages;
  };
  const find = async (text: string) =>
    (await all()).find((one) => one.kind === 'sms' && one.text.includes(text));
  return {
    all,
    sms: async (text) => {
      await expect.poll(() => find(text).then((found) => found?.status)).toBe('sent');
      const found = await find(text);
      if (!found) throw new Error(`no SMS says ${text}`);
      return found;
    },
    reply: async ({ id }, text) => {
      const answer = await request.post(`${path}/${id}/reply`, { data: { text }, headers: { origin } });
      expect(answer.status()).toBe(204);
    },
  };
}
