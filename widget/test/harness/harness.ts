import { createWidget } from '../../src/loader/widget.ts';
import { openCallInterface } from '../../src/interface/main.tsx';

const query = new URLSearchParams(location.search);
const greeting = {
  applicationName: 'Harbour Bank',
  channels: ['video', 'audio'],
  message: query.get('message') ?? 'Questions? Talk to one of us, face to face.',
  brandColor: `#${query.get('color') ?? '0f5c63'}`,
};
window.fetch = () => Promise.resolve(Response.json(greeting));
sessionStorage.clear();
const theme = query.get('theme') === 'dark' ? 'dark' : 'auto';
const widget = createWidget(
  window,
  { origin: location.origin, clientId: 'demo', theme, position: 'right' },
  () => Promise.resolve({ openCallInterface }),
);
window.Parley = widget;
if (query.get('scene') && query.get('scene') !== 'idle') widget.on('ready', () => widget.start('video'));
