/** What the site wrote into its script element. */
export interface Embedding {
  /** Where Parley is: the script's own origin. */
  readonly origin: string;
  readonly clientId: string;
  readonly theme: 'light' | 'dark' | 'auto';
  readonly position: 'right' | 'left';
  /** What the site calls the place that this page is in, e.g. a branch or a department. */
  readonly location?: string;
  /** A language that the site insists on; otherwise the page's, then the browser's. */
  readonly language?: string;
  /** The nonce of the site's content security policy, for browsers that need a style element. */
  readonly nonce?: string;
}

const longestLocation = 200;

type ScriptElement = Pick<HTMLScriptElement, 'src' | 'dataset' | 'nonce'>;

const oneOf = <Choice extends string>(
  text: string | undefined,
  choices: readonly [Choice, ...Choice[]],
): Choice => choices.find((choice) => choice === text) ?? choices[0];

/** Reads a script element; undefined without a client id, or when it was not loaded over HTTP. */
export function readEmbedding(script: ScriptElement): Embedding | undefined {
  const clientId = script.dataset['clientId']?.trim();
  if (!clientId || clientId.length > 64 || !URL.canParse(script.src)) return undefined;
  const { origin, protocol } = new URL(script.src);
  if (!/^https?:$/.test(protocol)) return undefined;
  const language = script.dataset['language']?.trim();
  const location = script.dataset['location']?.trim().slice(0, longestLocation);
  return {
    origin,
    clientId,
    theme: oneOf(script.dataset['theme'], ['auto', 'light', 'dark']),
    position: oneOf(script.dataset['position'], ['right', 'left']),
    ...(location && { location }),
    ...(language && { language }),
    ...(script.nonce && { nonce: script.nonce }),
  };
}

/** Our own script element: the running one, or, where the page runs us in another way, the one that names us. */
export function ownScript(page: Document): HTMLScriptElement | null {
  const current = page.currentScript;
  if (current instanceof HTMLScriptElement && current.dataset['clientId']) return current;
  return page.querySelector<HTMLScriptElement>('script[data-client-id][src*="widget.js"]');
}
