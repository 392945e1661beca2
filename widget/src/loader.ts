import { ownScript, readEmbedding } from './loader/embedding.ts';
import type { ParleyApi } from './loader/page-api.ts';
import { createWidget, type LoadInterface } from './loader/widget.ts';

/** Put in by the build: the file with the call interface, whose name changes with its content. */
declare const INTERFACE_FILE: string;

declare global {
  interface Window {
    Parley?: ParleyApi;
  }
}

/** Once per page, whatever the site's own code does with the script element. */
function begin(): void {
  const script = ownScript(document);
  const embedding = script && readEmbedding(script);
  if (!embedding || window.Parley) return;
  const address = `${embedding.origin}/widget/${INTERFACE_FILE}`;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own build's module, out of the compiler's sight
  const loadInterface: LoadInterface = () => import(/* @vite-ignore */ address) as ReturnType<LoadInterface>;
  const create = (): void => {
    if (window.Parley) return;
    window.Parley = createWidget(window, embedding, loadInterface);
    document.dispatchEvent(new Event('parley:ready'));
  };
  if (document.readyState === 'loading')
    document.addEventListener('DOMContentLoaded', create, { once: true });
  else create();
}

begin();
