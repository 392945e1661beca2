import { createCustomerClient, type CustomerState } from '@parley/call';
import type { Channel } from '@parley/protocol';
import { translator } from '@parley/ui/messages';
import { widgetMessages } from '@parley/ui/messages/widget';
import { render } from 'preact';
import { addStyles } from '../loader/shadow.ts';
import { App } from './App.tsx';
import type { OpenCallInterface } from './contract.ts';
import colleaguesCss from './colleagues.css?inline';
import frameCss from './frame.css?inline';
import messagesCss from './messages/messages.css?inline';
import partsCss from './parts.css?inline';
import { SharedProvider, type Shared } from './shared.ts';

/** The module's one door; the loader calls it once per page. */
export const openCallInterface: OpenCallInterface = (options) => {
  const { root, origin, clientId, language, kept, context } = options;
  const client = createCustomerClient({ origin, clientId, context, storage: kept });
  let lastChannel: Channel = 'video';
  const shared: Shared = {
    client,
    t: translator(widgetMessages, language),
    language,
    companyName: options.companyName,
  };
  for (const css of [frameCss, partsCss, colleaguesCss, messagesCss]) addStyles(root, css, options.nonce);
  const container = document.createElement('div');
  container.className = 'interface';
  container.lang = language;
  root.append(container);

  const tell = (): void => {
    if (client.store.getState().phase === 'waiting' || client.store.getState().phase === 'active')
      client.setContext(context());
  };
  const refreshed = (): void => void options.refreshContext().then(tell);

  const stopListening = client.store.subscribe((state, before) => {
    if (state.phase !== before.phase) {
      options.onPhase(state.phase, state.engagement?.state.endReason);
      // A new page of the site, or devices whose names the browser tells only now.
      if (state.phase === 'waiting' || (state.phase === 'active' && before.phase !== 'waiting')) refreshed();
    } else if (devicesOf(state) !== devicesOf(before)) refreshed();
  });

  render(
    <SharedProvider value={shared}>
      <App lastChannel={() => lastChannel} />
    </SharedProvider>,
    container,
  );

  return {
    start: (channel) => {
      lastChannel = channel;
      void client.request(channel);
    },
    resume: () => client.restore(),
    end: () => void client.exit(),
    contextChanged: tell,
    close: () => {
      stopListening();
      client.close();
      render(null, container);
      container.remove();
    },
  };
};

/** Changes when another device is in use. */
const devicesOf = ({ media: { camera, microphone } }: CustomerState): string =>
  `${camera.label ?? ''}|${microphone.label ?? ''}`;
