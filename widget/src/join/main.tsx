import { createGuestClient, enterEntrance } from '@parley/call';
import { preferredLanguage, translator } from '@parley/ui/messages';
import { joinMessages } from '@parley/ui/messages/join';
import { render } from 'preact';
import colleaguesCss from '../interface/colleagues.css?inline';
import frameCss from '../interface/frame.css?inline';
import messagesCss from '../interface/messages/messages.css?inline';
import partsCss from '../interface/parts.css?inline';
import { thisDevice } from '../context/this-device.ts';
import { keptUnder, tabStorage } from '../loader/kept.ts';
import { addStyles } from '../loader/shadow.ts';
import { codeIn } from './code.ts';
import joinCss from './join.css?inline';
import { JoinApp } from './JoinApp.tsx';
import { JoinProvider, titleOf, type Entry, type JoinShared } from './join-shared.ts';
import { paintBrand } from './paint-brand.ts';

/** The page of one code: everything stands in a shadow root, as in the widget, because the parts' styles expect one. */
function openJoinPage(page: Document, host: HTMLElement): void {
  const root = host.attachShadow({ mode: 'open' });
  for (const css of [frameCss, partsCss, colleaguesCss, messagesCss, joinCss]) addStyles(root, css);
  const language = preferredLanguage(navigator.languages);
  page.documentElement.lang = language;
  const code = codeIn(location.pathname);
  const kept = keptUnder(tabStorage(window), `join.${code}`);
  const entry: Entry = { code, pin: undefined, name: kept.getItem('name') ?? '' };
  const isDevice = (): boolean => kept.getItem('kind') === 'device';
  const client = createGuestClient({
    origin: location.origin,
    storage: kept,
    enter: async (camera) =>
      enterEntrance(location.origin, {
        code: entry.code,
        name: isDevice() ? await thisDevice(navigator) : entry.name,
        camera,
        ...(entry.pin !== undefined && { pin: entry.pin }),
      }),
  });
  if (isDevice()) client.useCameraAlone();
  let company = '';
  const shared: JoinShared = {
    client,
    language,
    t: translator(joinMessages, language),
    companyName: () => company,
    entry: () => entry,
    isDevice,
    keepPin: (pin) => {
      entry.pin = pin;
    },
    keepName: (name) => {
      entry.name = name;
      kept.setItem('name', name);
    },
    seen: (view) => {
      company = view.companyName;
      page.title = titleOf(view, shared.t);
      kept.setItem('kind', view.kind);
      if (isDevice()) client.useCameraAlone();
      else if (view.kind === 'meeting') paintBrand(host, view.brandColor);
    },
  };
  paintBrand(host, '');
  const container = page.createElement('div');
  container.className = 'interface';
  container.lang = language;
  root.append(container);
  render(
    <JoinProvider value={shared}>
      <JoinApp />
    </JoinProvider>,
    container,
  );
}

const host = document.querySelector<HTMLElement>('parley-join');
if (host) openJoinPage(document, host);
