import type { CustomerPhase } from '@parley/call';
import type { Channel, ContextAttribute } from '@parley/protocol';
import type { Language } from '@parley/ui/messages';
import type { Kept } from '../loader/kept.ts';

/** What the loader gives to the call interface. */
export interface InterfaceOptions {
  readonly root: ShadowRoot;
  readonly origin: string;
  readonly clientId: string;
  readonly language: Language;
  readonly nonce: string | undefined;
  readonly kept: Kept;
  /** Name of the site's company, once it is known. */
  readonly companyName: () => string;
  readonly context: () => readonly ContextAttribute[];
  /** Collects anew what becomes known only with the person's permission. */
  readonly refreshContext: () => Promise<void>;
  /** Called with each change; `reason` with `ended`. */
  readonly onPhase: (phase: CustomerPhase, reason?: string) => void;
}

/** What the loader may ask of the call interface. */
export interface CallInterface {
  start(channel: Channel): void;
  /** Goes on with the engagement of an earlier page; false when there is none. */
  resume(): boolean;
  end(): void;
  /** The site or the page has something new to tell. */
  contextChanged(): void;
  /** Takes everything away, without ending the engagement. */
  close(): void;
}

export type OpenCallInterface = (options: InterfaceOptions) => CallInterface;
