import type { Channel, ContextAttribute, WidgetOffer } from '@parley/protocol';
import { preferredLanguage, translator, type Language } from '@parley/ui/messages';
import { launcherMessages } from '@parley/ui/messages/widget/launcher';
import { brandColors } from '../brand/brand-color.ts';
import { collector, networkOf, type Collector } from '../context/collect.ts';
import { givenContext } from '../context/given.ts';
import type { CallInterface, OpenCallInterface } from '../interface/contract.ts';
import type { Embedding } from './embedding.ts';
import { askGreeting } from './greeting.ts';
import { keptUnder, tabStorage, type Kept } from './kept.ts';
import launcherCss from './launcher.css?inline';
import { createLauncher, type Launcher } from './launcher.ts';
import { onTurnedPage, pause, whenQuiet } from './page-life.ts';
import { eventSender, type ParleyApi } from './page-api.ts';
import { addStyles, openShadow } from './shadow.ts';

/** Loads the module with the call interface. */
export type LoadInterface = () => Promise<{ readonly openCallInterface: OpenCallInterface }>;

/** Puts the widget into a page whose body is there, and returns the site's own handle on it. */
export function createWidget(page: Window, embedding: Embedding, loadInterface: LoadInterface): ParleyApi {
  const widget = new Widget(page, embedding, loadInterface);
  widget.begin();
  return {
    setContext: (values) => {
      widget.given.set(values);
      widget.withOpened((callInterface) => callInterface.contextChanged());
    },
    start: (channel) => widget.start(channel),
    end: () => widget.withOpened((callInterface) => callInterface.end()),
    on: (name, handler) => widget.events.on(name, handler),
  };
}

class Widget {
  readonly events = eventSender();
  readonly given = givenContext();
  readonly #page: Window;
  readonly #embedding: Embedding;
  readonly #load: LoadInterface;
  readonly #language: Language;
  readonly #kept: Kept;
  readonly #facts: Collector;
  readonly #root: ShadowRoot;
  readonly #launcher: Launcher;
  #greeting: WidgetOffer | undefined;
  #isIdle = true;
  #opened: Promise<CallInterface> | undefined;

  constructor(page: Window, embedding: Embedding, load: LoadInterface) {
    const { document, navigator } = page;
    const store = tabStorage(page);
    this.#page = page;
    this.#embedding = embedding;
    this.#load = load;
    this.#kept = keptUnder(store, embedding.clientId);
    this.#facts = collector(page, store);
    this.#language = preferredLanguage(
      [embedding.language, document.documentElement.lang, ...navigator.languages].filter(
        (wanted) => wanted !== undefined,
      ),
    );
    this.#root = openShadow(document, embedding);
    addStyles(this.#root, launcherCss, embedding.nonce);
    this.#launcher = createLauncher({
      root: this.#root,
      t: translator(launcherMessages, this.#language),
      store,
      start: (channel) => this.start(channel),
      approach: () => this.#prepare(),
    });
  }

  begin(): void {
    onTurnedPage(this.#page, () => this.#turnPage());
    this.#page.addEventListener('pageshow', (event) => {
      if (event.persisted) this.#comeBack();
    });
    this.#goOn();
    // What a browser answers late must not keep the buttons waiting.
    void Promise.race([this.#facts.refresh(), pause(300)]).then(() => this.#greet());
  }

  start(channel: Channel): void {
    if (!this.#greeting?.channels.includes(channel) || !this.#isIdle) return;
    this.#launcher.setBusy(true);
    this.#open()
      .then((callInterface) => callInterface.start(channel))
      .catch(() => this.#launcher.fail())
      .finally(() => this.#launcher.setBusy(false));
  }

  /** Does something with the call interface if it is there. */
  withOpened(act: (callInterface: CallInterface) => void): void {
    this.#opened?.then(act).catch(() => undefined);
  }

  #context(): readonly ContextAttribute[] {
    const { location: value } = this.#embedding;
    const place = value === undefined ? [] : [{ key: 'page.location', value }];
    return [...this.#facts.attributes(), ...place, ...this.given.attributes()];
  }

  #open(): Promise<CallInterface> {
    this.#opened ??= this.#load().then(({ openCallInterface }) =>
      openCallInterface({
        root: this.#root,
        origin: this.#embedding.origin,
        clientId: this.#embedding.clientId,
        language: this.#language,
        nonce: this.#embedding.nonce,
        kept: this.#kept,
        companyName: () => this.#greeting?.applicationName ?? '',
        context: () => this.#context(),
        refreshContext: () => this.#facts.refresh(),
        onPhase: (phase, reason) => this.#phaseChanged(phase, reason),
      }),
    );
    // A failure is shown by whoever pressed; the next press tries anew.
    this.#opened.catch(() => (this.#opened = undefined));
    return this.#opened;
  }

  #prepare(): void {
    this.#open().catch(() => undefined);
  }

  #phaseChanged(phase: string, reason?: string): void {
    const wasIdle = this.#isIdle;
    this.#isIdle = phase === 'idle';
    this.#showLauncher();
    if (this.#isIdle && !wasIdle) this.#launcher.focus();
    this.events.send('phase', { phase });
    if (phase === 'ended') this.events.send('ended', { reason: reason ?? '' });
  }

  #showLauncher(): void {
    this.#launcher.setHidden(!this.#isIdle || !this.#greeting);
  }

  async #greet(): Promise<void> {
    const { origin, clientId } = this.#embedding;
    this.#greeting = await askGreeting(origin, clientId, this.#context());
    this.#paint(this.#greeting?.brandColor ?? '');
    if (this.#greeting) this.#launcher.show(this.#greeting);
    this.#showLauncher();
    this.events.send('ready', { channels: this.#greeting?.channels ?? [] });
    if (this.#greeting && networkOf(this.#page.navigator).saveData !== true)
      whenQuiet(this.#page, () => this.#prepare());
  }

  #paint(color: string): void {
    const { host } = this.#root;
    if (!(host instanceof HTMLElement)) return;
    const light = brandColors(color, 'light');
    const dark = brandColors(color, 'dark');
    host.style.setProperty('--brand', `light-dark(${light.brand}, ${dark.brand})`);
    host.style.setProperty('--on-brand', `light-dark(${light.onBrand}, ${dark.onBrand})`);
    host.style.setProperty('--brand-ink', `light-dark(${light.ink}, ${dark.ink})`);
  }

  /** Goes on with the engagement of an earlier page. */
  #goOn(): void {
    if (this.#kept.isEmpty()) return;
    this.#open()
      .then((callInterface) => callInterface.resume())
      .catch(() => undefined);
  }

  #turnPage(): void {
    this.#facts.turnPage();
    void this.#greet();
    this.withOpened((callInterface) => callInterface.contextChanged());
  }

  /** Back from the back/forward cache: connections did not survive it, the engagement may have. */
  #comeBack(): void {
    this.withOpened((callInterface) => callInterface.close());
    this.#opened = undefined;
    this.#isIdle = true;
    this.#turnPage();
    this.#goOn();
  }
}
