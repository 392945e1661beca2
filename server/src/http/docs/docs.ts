import type { FastifyInstance } from 'fastify';
import { docsHtml, type ApiDocument } from './docs-html.ts';

/** `/api/docs`: the document of the API for people, drawn on the server. It doesn't change while the server runs. */
export function docsPage(app: FastifyInstance): void {
  let html: string | undefined;
  app.get('/api/docs', async (_request, reply) => {
    html ??= docsHtml((await app.inject('/api/v1/openapi.json')).json<ApiDocument>());
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(html);
  });
  app.get('/front/docs.css', async (_request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile('docs.css', import.meta.dirname),
  );
}
