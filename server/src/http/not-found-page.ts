import type { FastifyReply } from 'fastify';
import { pageHtml } from './page-html.ts';

const html = pageHtml(
  'Not found',
  `<main>
<header><p class="name">Parley</p><h1>Nothing is at this address.</h1></header>
<p class="hint">It may have moved, or the link is incomplete. <a href="/">Go to the front page</a></p>
</main>`,
);

/** For a person who followed a link; programs get the problem document. */
export function notFoundPage(reply: FastifyReply): FastifyReply {
  return reply.code(404).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
}
