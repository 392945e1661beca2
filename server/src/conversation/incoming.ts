import type { SmsKeyword } from '@parley/engagement';

/** An SMS as a provider hands it in. */
export interface IncomingSms {
  readonly from: string;
  readonly text: string;
  /** By which the provider knows it; the same one comes in once. */
  readonly providerId: string;
  /** Pictures and files with it; they stay with the provider. */
  readonly attachments?: number;
  /** What the provider has understood of it. */
  readonly wish?: SmsKeyword | undefined;
}

/** Lines end alike; what can't be shown or stored is left out. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '');
