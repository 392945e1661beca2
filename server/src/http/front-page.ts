import type { FastifyInstance, FastifyReply } from 'fastify';
import { pageHtml } from './page-html.ts';
import type { PageFolders } from './page-folders.ts';

export interface FrontPageOptions {
  readonly hasDesk: boolean;
  readonly hasConsole: boolean;
  readonly hasDemoSite: boolean;
  /** Shown in demo mode, so that whoever tries Parley need not look for them. */
  readonly demoSignIn: { readonly email: string; readonly password: string } | undefined;
}

const day = 'public, max-age=86400';

/** `/`, with its own small stylesheet on the house's tokens. */
export async function frontPage(
  app: FastifyInstance,
  options: FrontPageOptions,
  folders: PageFolders,
): Promise<void> {
  const html = frontHtml(options);
  app.get('/', async (_request, reply) => sendHtml(reply, html));
  app.get('/front/page.css', async (_request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile('front-page.css', import.meta.dirname),
  );
  app.get('/front/tokens.css', async (_request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile('tokens.css', folders.tokens),
  );
  app.get('/front/inter.woff2', async (_request, reply) =>
    reply.header('cache-control', day).sendFile('inter-latin-wght-normal.woff2', folders.font),
  );
}

function sendHtml(reply: FastifyReply, html: string): FastifyReply {
  return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(html);
}

function frontHtml({ hasDesk, hasConsole, hasDemoSite, demoSignIn }: FrontPageOptions): string {
  const doors = [
    hasDemoSite &&
      door('/demo/', 'Demo site', 'Be the customer', 'A company’s website with the video button on it.'),
    hasDesk && door('/desk', 'Associate Desktop', 'Be the associate', 'See who is waiting, and answer.'),
    hasConsole && door('/admin', 'Administration', 'Look behind it', 'Read the emails and SMS that leave.'),
  ].filter((html) => html !== false);
  const signIn =
    demoSignIn !== undefined && hasDesk
      ? `<p class="hint">Sign in to the desk as <code>${demoSignIn.email}</code> with <code>${demoSignIn.password}</code>. Open both doors in two windows to hold a conversation with yourself.${hasConsole ? ' <code>root@demo.test</code> is the administrator, with the same password.' : ''}</p>`
      : '';
  return pageHtml(
    'Parley',
    `<main>
<header><p class="name">Parley</p><h1>Talk face to face, right where the question came&nbsp;up.</h1></header>
<nav aria-label="Places"><ul>${doors.join('')}</ul></nav>
${signIn}
<footer><a href="/api/docs">HTTP API</a></footer>
</main>`,
  );
}

function door(href: string, name: string, role: string, sentence: string): string {
  return `<li><a class="door" href="${href}"><span class="role">${role}</span><strong>${name}</strong><span>${sentence}</span></a></li>`;
}
