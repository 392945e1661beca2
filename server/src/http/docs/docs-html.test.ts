import { expect, test } from 'vitest';
import { docsHtml } from './docs-html.ts';

const html = docsHtml({
  info: { version: '1.2.3' },
  paths: {
    '/api/v1/engagements/{id}': {
      get: {
        summary: 'One <of them> & all that happened',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        responses: { 200: { content: { 'application/json': { schema: { enum: ['"<b>"'] } } } } },
      },
    },
    '/api/v1/sign-in': {
      post: {
        requestBody: {
          content: {
            'application/json': { schema: { type: 'object', properties: { email: { type: 'string' } } } },
          },
        },
        responses: { 204: {} },
      },
    },
  },
});

test('every address is there with what it takes and what it answers, by chapter', () => {
  expect([...html.matchAll(/<h2 id="([\w-]+)"/g)].map(([, id]) => id)).toEqual(['engagements', 'sign-in']);
  expect(html).toContain('<span class="method">GET</span> <code>/api/v1/engagements/{id}</code>');
  expect(html).toContain('<dt><code>id</code> in the path</dt><dd><code>string (uuid)</code></dd>');
  expect(html).toContain('{\n  email?: string\n}');
  expect(html).toContain('Version 1.2.3');
});

test('what the document says is text and never markup, and nothing is scripted or styled in place', () => {
  expect(html).toContain('One &lt;of them&gt; &amp; all that happened');
  expect(html).not.toMatch(/<of them>|"<b>"|<script|style=|<style/);
});

test('a document without addresses is a page, too', () => {
  expect(docsHtml({ info: { version: '1' } })).toContain('<h1>HTTP API</h1>');
});
