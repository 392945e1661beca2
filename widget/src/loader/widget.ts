import type { Channel, WidgetOffer } from '@parley/protocol';
import { preferredLanguage, translator } from '@parley/ui/messages';
import { launcherMessages } from '@parley/ui/messages/widget/launcher';
import { brandColors } from '../brand/brand-color.ts';
import { collector, networkOf } from '../context/collect.ts';
import { givenContext } from '../context/given.ts';
import type { CallInterface, OpenCallInterface } from '../interface/contract.ts';
import type { Embedding } from './embedding.ts';
import { askGreeting } from './greeting.ts';
import { keptUnder, tabStorage } from './kept.ts';
import launcherCss from './launcher.css?inline';
import { createLauncher } from './launcher.ts';
import { eventSender, type ParleyApi } from './page-api.ts';
import { addStyles, openShadow } from './shadow.ts';

/** Loads the module with the call interface. */
export type LoadInterface = () => Promise<{ readonly openCallInterface: OpenCallInterface }>;

/** Puts the widget into a page whose body is there, and returns the site's own handle on it. */
export function createWidget(page: Window, embedding: Embedding, loadInterface: LoadInterface): ParleyApi {
  const { document } = page;
  const store = tabStorage(page);
  const kept = keptUnder(store, embedding.clientId);
  const facts = collector(page, store);
  const given = givenContext();
  const events = eventSender();
  const language = preferredLanguage(
    [embedding.language, document.documentElement.lang, ...page.navigator.languages].filter(
      (wanted) => wanted !== undefined,
    ),
  );
  const context = () => [...facts.attributes(), ...given.attributes()];
  const root = openShadow(document, embedding);
  addStyles(root, launcherCss, embedding.nonce);

  let greeting: WidgetOffer | undefined;
  let isIdle = true;
  let opened: Promise<CallInterface> | undefined;
  let closeOpened: (() => void) | undefined;

  const open = (): Promise<CallInterface> => {
    opened ??= loadInterface().then(({ openCallInterface }) => {
      const callInterface = openCallInterface({
        root,
        origin: embedding.origin,
        clientId: embedding.clientId,
        language,
        nonce: embedding.nonce,
        kept,
        companyName: () => greeting?.applicationName ?? '',
        context,
        refreshContext: () => facts.refresh(),
        onPhase: (phase, reason) => {
          const wasIdle = isIdle;
          isIdle = phase === 'idle';
          launcher.setHidden(!isIdle || !greeting);
          if (isIdle && !wasIdle) launcher.focus();
          events.send('phase', { phase });
          if (phase === 'ended') events.send('ended', { reason: reason ?? '' });
        },
      });
      closeOpened = () => callInterface.close();
      return callInterface;
    });
    // A failure is shown by whoever pressed; the next press tries anew.
    opened.catch(() => (opened = undefined));
    return opened;
  };

  const start = (channel: Channel): void => {
    if (!greeting?.channels.includes(channel) || !isIdle) return;
    launcher.setBusy(true);
    open()
      .then((callInterface) => callInterface.start(channel))
      .catch(() => launcher.fail())
      .finally(() => launcher.setBusy(false));
  };

  const prepare = (): void => void open().catch(() => undefined);
  const launcher = createLauncher({
    root,
    t: translator(launcherMessages, language),
    store,
    start,
    approach: prepare,
  });

  const paint = (color: string): void => {
    const host = root.host;
    if (!(host instanceof HTMLElement)) return;
    const light = brandColors(color, 'light');
    const dark = brandColors(color, 'dark');
    host.style.setProperty('--brand', `light-dark(${light.brand}, ${dark.brand})`);
    host.style.setProperty('--on-brand', `light-dark(${light.onBrand}, ${dark.onBrand})`);
    host.style.setProperty('--brand-ink', `light-dark(${light.ink}, ${dark.ink})`);
  };

  const greet = async (): Promise<void> => {
    greeting = await askGreeting(embedding.origin, embedding.clientId, context());
    paint(greeting?.brandColor ?? '');
    if (greeting) launcher.show(greeting);
    launcher.setHidden(!isIdle || !greeting);
    events.send('ready', { channels: greeting?.channels ?? [] });
    if (greeting && networkOf(page.navigator).saveData !== true) whenQuiet(page, prepare);
  };

  const goOn = (): void => {
    if (kept.isEmpty()) return;
    open()
      .then((callInterface) => callInterface.resume())
      .catch(() => undefined);
  };

  const turnPage = (): void => {
    facts.turnPage();
    void greet();
    void opened?.then((callInterface) => callInterface.contextChanged()).catch(() => undefined);
  };
  onTurnedPage(page, turnPage);

  page.addEventListener('pageshow', (event) => {
    // Back from the browser's back/forward cache: connections did not survive it, the engagement may have.
    if (!event.persisted) return;
    closeOpened?.();
    opened = closeOpened = undefined;
    isIdle = true;
    turnPage();
    goOn();
  });

  goOn();
  // What a browser answers late must not keep the buttons waiting.
  void Promise.race([facts.refresh(), pause(300)]).then(greet);

  return {
    setContext: (values) => {
      given.set(values);
      void opened?.then((callInterface) => callInterface.contextChanged()).catch(() => undefined);
    },
    start,
    end: () => void opened?.then((callInterface) => callInterface.end()).catch(() => undefined),
    on: (name, handler) => events.on(name, handler),
  };
}

/** Runs when the page has nothing better to do; Safari has no idle callback. */
function whenQuiet(page: Window, work: () => void): void {
  if ('requestIdleCallback' in page) page.requestIdleCallback(work, { timeout: 5_000 });
  else setTimeout(work, 1_500);
}

/** Pages that change their address without a page load. */
function onTurnedPage(page: Window, turned: () => void): void {
  let address = page.location.href.replace(/#.*/, '');
  const look = (): void => {
    const now = page.location.href.replace(/#.*/, '');
    if (now === address) return;
    address = now;
    // The site sets its new title after the address.
    setTimeout(turned, 300);
  };
  page.addEventListener('popstate', look);
  if ('navigation' in page) page.navigation.addEventListener('currententrychange', look);
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
