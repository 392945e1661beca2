import type { Channel, WidgetOffer } from '@parley/protocol';
import type { Translator } from '@parley/ui/messages';
import type { launcherMessages } from '@parley/ui/messages/widget/launcher';

export interface LauncherOptions {
  readonly root: ShadowRoot;
  readonly t: Translator<(typeof launcherMessages)['en']>;
  readonly store: Pick<Storage, 'getItem' | 'setItem'>;
  readonly start: (channel: Channel) => void;
  /** The customer comes near: time to load what pressing will need. */
  readonly approach: () => void;
}

export interface Launcher {
  show(greeting: WidgetOffer): void;
  /** While the call interface is open there is nothing to launch. */
  setHidden(isHidden: boolean): void;
  setBusy(isBusy: boolean): void;
  /** The call interface could not be loaded. */
  fail(): void;
  focus(): void;
}

/** Shapes by Lucide (ISC), 24 × 24. */
const shapes = {
  video:
    'm16 13 5.223 3.482a.5.5 0 0 0 .777-.416V7.87a.5.5 0 0 0-.752-.432L16 10.5M4 6h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z',
  audio:
    'M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384',
  close: 'M18 6 6 18M6 6l12 12',
} as const;

function icon(shape: keyof typeof shapes): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', shapes[shape]);
  svg.append(path);
  return svg;
}

function button(shape: keyof typeof shapes, text: string, press: () => unknown): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.append(icon(shape), text);
  element.addEventListener('click', press);
  return element;
}

function box(name: string, ...children: readonly Element[]): HTMLElement {
  const element = document.createElement('div');
  element.className = name;
  element.append(...children);
  return element;
}

const foldedKey = 'parley.folded';

/** The scenario's message and a button for each way to talk; folds into one button when it is in the way. */
export function createLauncher({ root, t, store, start, approach }: LauncherOptions): Launcher {
  const message = document.createElement('p');
  let isBusy = false;
  let text = '';
  const focusFirst = (): void => choices.querySelector('button')?.focus();
  const fold = button('close', '', () => {
    setFolded(true);
    unfold.focus();
  });
  fold.className = 'fold';
  fold.setAttribute('aria-label', t('launcher.fold'));
  const unfold = button('video', t('launcher.title'), () => {
    setFolded(false);
    focusFirst();
  });
  unfold.className = 'unfold';
  const top = box('greeting', message, fold);
  const choices = box('choices');
  const launcher = document.createElement('section');
  launcher.className = 'launcher';
  launcher.hidden = true;
  launcher.setAttribute('aria-label', t('launcher.title'));
  launcher.append(top, choices, unfold);
  for (const name of ['pointerenter', 'focusin', 'touchstart'])
    launcher.addEventListener(name, approach, { once: true, passive: true });
  root.append(launcher);

  const setFolded = (isFolded: boolean): void => {
    store.setItem(foldedKey, isFolded ? '1' : '');
    launcher.classList.toggle('folded', isFolded);
    top.hidden = choices.hidden = isFolded;
    unfold.hidden = !isFolded;
  };
  const say = (words: string, role: 'alert' | 'none'): void => {
    if (role === 'alert') message.setAttribute('role', role);
    else message.removeAttribute('role');
    message.textContent = words;
  };

  return {
    show: (greeting) => {
      text = greeting.message || t('launcher.title');
      say(text, 'none');
      const choiceFor = (channel: Channel) =>
        button(channel, t(`start.${channel}`), () => !isBusy && start(channel));
      choices.replaceChildren(...greeting.channels.map(choiceFor));
      setFolded(store.getItem(foldedKey) === '1');
    },
    setHidden: (isHidden) => (launcher.hidden = isHidden),
    setBusy: (busy) => {
      isBusy = busy;
      for (const choice of choices.children) choice.setAttribute('aria-disabled', String(busy));
      if (busy) say(text, 'none');
    },
    fail: () => say(t('launcher.failed'), 'alert'),
    focus: () => (unfold.hidden ? focusFirst() : unfold.focus()),
  };
}
