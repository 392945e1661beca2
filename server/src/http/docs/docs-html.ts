import { pageHtml } from '../page-html.ts';
import { schemaText, type Schema } from './schema-text.ts';

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  readonly description?: string;
}

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content>>;
}

/** What is read of an OpenAPI document. */
export interface ApiDocument {
  readonly info: { readonly version: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (letter) => escapes[letter] ?? letter);

const base = '/api/v1/';

/** The first word of a path below the base, by which addresses are sorted into chapters. */
const chapterOf = (path: string): string => path.slice(base.length).split('/')[0] ?? '';

/** A document as a page without scripts: every address with what it takes and what it answers. */
export function docsHtml({ info, paths = {} }: ApiDocument): string {
  const chapters = Map.groupBy(Object.entries(paths), ([path]) => chapterOf(path));
  const names = [...chapters.keys()].sort();
  const body = `<main>
<header>
<p class="name"><a href="/">Parley</a></p>
<h1>HTTP API</h1>
<p class="lead">Version ${escape(info.version)}. Requests and answers are JSON; what is refused is answered with a problem document (RFC 9457) whose <code>code</code> says why. Programs read the same as <a href="/api/v1/openapi.json">openapi.json</a>.</p>
</header>
<nav aria-label="Chapters"><ul>${names.map((name) => `<li><a href="#${escape(name)}">${escape(name)}</a></li>`).join('')}</ul></nav>
${names.map((name) => chapterHtml(name, chapters.get(name) ?? [])).join('\n')}
</main>`;
  return pageHtml('HTTP API · Parley', body, '/front/docs.css');
}

function chapterHtml(
  name: string,
  paths: readonly (readonly [string, Readonly<Record<string, Operation>>])[],
) {
  const operations = paths.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationHtml(method, path, operation)),
  );
  return `<section aria-labelledby="${escape(name)}"><h2 id="${escape(name)}">${escape(name)}</h2>${operations.join('')}</section>`;
}

function operationHtml(method: string, path: string, operation: Operation): string {
  const { summary, description, parameters = [], requestBody, responses = {} } = operation;
  const parts = [
    description && `<p>${escape(description)}</p>`,
    parameters.length > 0 &&
      `<h3>Parameters</h3><dl>${parameters
        .map(
          ({ name, in: where, required, schema }) =>
            `<dt><code>${escape(name)}</code> in the ${escape(where)}${required === true ? '' : ', optional'}</dt><dd><code>${escape(schemaText(schema ?? {}))}</code></dd>`,
        )
        .join('')}</dl>`,
    requestBody && `<h3>Request</h3>${contentHtml(requestBody)}`,
    ...Object.entries(responses).map(
      ([status, answer]) => `<h3>Answer ${escape(status)}</h3>${contentHtml(answer)}`,
    ),
  ];
  return `<details><summary><span class="method">${escape(method.toUpperCase())}</span> <code>${escape(path)}</code> <span class="summary">${escape(summary ?? '')}</span></summary>${parts.filter((part) => typeof part === 'string').join('')}</details>`;
}

function contentHtml({ content = {} }: Content): string {
  const kinds = Object.entries(content);
  if (kinds.length === 0) return '<p>Nothing is promised of its content.</p>';
  return kinds
    .map(
      ([type, { schema }]) =>
        `<p class="type">${escape(type)}</p><pre tabindex="0"><code>${escape(schemaText(schema ?? {}))}</code></pre>`,
    )
    .join('');
}
