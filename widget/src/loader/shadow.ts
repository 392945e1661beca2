import type { Embedding } from './embedding.ts';

/** Adds a style sheet to a shadow root without an inline style, which a site's policy may forbid. */
export function addStyles(root: ShadowRoot, css: string, nonce?: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // Safari before 16.4 can't construct one.
    const style = document.createElement('style');
    if (nonce) style.nonce = nonce;
    style.textContent = css;
    root.append(style);
  }
}

/** The element in the site's page under which all of the widget lives. */
export function openShadow(page: Document, { theme, position }: Embedding): ShadowRoot {
  const host = page.createElement('parley-widget');
  host.dataset['position'] = position;
  // Set as a property: the site's rules for every element must not reach in, whatever their order.
  host.style.setProperty('all', 'initial', 'important');
  // `all` leaves it out, and our words run from left to right on any page.
  host.style.setProperty('direction', 'ltr', 'important');
  host.style.setProperty('color-scheme', theme === 'auto' ? 'light dark' : theme, 'important');
  const root = host.attachShadow({ mode: 'open' });
  page.body.append(host);
  return root;
}
