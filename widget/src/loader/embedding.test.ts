import { expect, test } from 'vitest';
import { readEmbedding } from './embedding.ts';

const script = (src: string, dataset: Record<string, string>, nonce = '') => ({ src, dataset, nonce });
const src = 'https://parley.example/widget.js?v=3';

test('the script element says where Parley is and for whom', () => {
  expect(readEmbedding(script(src, { clientId: ' demo ' }))).toEqual({
    origin: 'https://parley.example',
    clientId: 'demo',
    theme: 'auto',
    position: 'right',
  });
});

test('and what else the site wishes', () => {
  const wishes = { clientId: 'demo', theme: 'dark', position: 'left', language: 'de', location: ' Kiel ' };
  expect(readEmbedding(script(src, wishes, 'n0nce'))).toEqual({
    origin: 'https://parley.example',
    clientId: 'demo',
    theme: 'dark',
    position: 'left',
    language: 'de',
    location: 'Kiel',
    nonce: 'n0nce',
  });
});

test('a wish that does not exist is no wish', () => {
  expect(readEmbedding(script(src, { clientId: 'demo', theme: 'pink', position: 'top' }))).toMatchObject({
    theme: 'auto',
    position: 'right',
  });
});

test.each([
  ['no client id', src, {}],
  ['an empty client id', src, { clientId: '  ' }],
  ['a client id that is too long', src, { clientId: 'x'.repeat(65) }],
  ['no address', '', { clientId: 'demo' }],
  ['an address that is not of the web', 'ftp://parley.example/widget.js', { clientId: 'demo' }],
])('nothing is shown with %s', (_what, address, dataset) => {
  expect(readEmbedding(script(address, dataset))).toBeUndefined();
});
