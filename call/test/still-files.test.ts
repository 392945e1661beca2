import { evolve } from '@parley/engagement';
import type { EngagementState, Still, StillId } from '@parley/protocol';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { at, ids, logged, requested } from './memory-socket.ts';
import { StillImages } from '../src/annotation/still-images.ts';
import { hashed, type HashedFile, type HttpAccess } from '../src/pieces.ts';
import { fetchStill, sendPicture } from '../src/annotation/still-wire.ts';

type Answering = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

let answering: Answering;
let asked: URL[];
let access: HttpAccess;
let close: () => Promise<void>;

beforeEach(async () => {
  asked = [];
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://server'));
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => answering(request, response, Buffer.concat(pieces)));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  access = { origin: `http://127.0.0.1:${String(address.port)}`, token: 'secret' };
  close = () =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
});
afterEach(() => close());

const idOf = (n: number): StillId => `01936000-0000-7000-8000-${String(n).padStart(12, '0')}` as StillId;
const place = { engagementId: ids.engagement, stillId: idOf(1) };
const content = new Uint8Array(400_000).map((_, byte) => byte % 251);
const sha256Of = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  (await hashed(new Blob([bytes]))).sha256;
let file: HashedFile;
beforeEach(async () => {
  file = await hashed(new Blob([content]), content);
});
const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body));
};

describe('sending a picture', () => {
  test('goes in pieces of 128 KiB, with the token, and says how far it is', async () => {
    const received = new Map<number, Buffer>();
    answering = ({ headers, method, url }, response, body) => {
      expect([method, headers.authorization]).toEqual(['PUT', 'Bearer secret']);
      received.set(Number(new URL(url ?? '', 'http://server').searchParams.get('offset')), body);
      answer(response, 200, {});
    };
    const parts: number[] = [];
    expect(await sendPicture(access, place, file, (part) => parts.push(part))).toEqual({ ok: true });
    const pieces = [0, 131_072, 262_144, 393_216].map((offset) => received.get(offset) ?? Buffer.alloc(0));
    expect(pieces.map(({ length }) => length)).toEqual([131_072, 131_072, 131_072, 6_784]);
    expect(await sha256Of(new Uint8Array(Buffer.concat(pieces)))).toBe(asked[0]?.searchParams.get('sha256'));
    expect(parts.at(-1)).toBe(1);
    expect(parts).toEqual(parts.toSorted((one, other) => one - other));
  });

  test('goes on where the server has it from an earlier try', async () => {
    answering = ({ url }, response) => {
      const isRest = url?.includes('offset=300000&');
      if (isRest) answer(response, 200, {});
      else answer(response, 409, { code: 'conflict', detail: 'received=300000' });
    };
    expect(await sendPicture(access, place, file, () => undefined)).toEqual({ ok: true });
    expect(asked.at(-1)?.searchParams.get('offset')).toBe('300000');
  });

  test('ends with the reason when the server says no, and asks for another try when it is out of reach', async () => {
    answering = (_request, response) => answer(response, 404, { code: 'still-not-found' });
    expect(await sendPicture(access, place, file, () => undefined)).toMatchObject({
      problem: { code: 'still-not-found' },
    });
    answering = (_request, response) => answer(response, 409, { code: 'conflict', detail: 'received=0' });
    asked = [];
    expect(await sendPicture(access, place, file, () => undefined)).toMatchObject({ ok: false });
    // Each piece once.
    expect(asked.length).toBeLessThan(5);
    answering = (_request, response) => void response.destroy();
    expect(await sendPicture(access, place, file, () => undefined)).toMatchObject({
      problem: { code: 'draining' },
    });
  });
});

describe('fetching a picture', () => {
  test('says how much of it is here', async () => {
    answering = (_request, response) => {
      response.writeHead(200, { 'content-length': String(content.length) }).end(content);
    };
    const parts: number[] = [];
    const fetched = await fetchStill(access, place, 'picture', (part) => parts.push(part));
    expect('sha256' in fetched && fetched.sha256).toBe(file.sha256);
    expect('blob' in fetched && fetched.blob.type).toBe('image/jpeg');
    expect(parts.at(-1)).toBe(1);
    expect(parts.length).toBeGreaterThan(1);
  });

  test('what breaks off is no picture', async () => {
    answering = (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half', () => response.destroy());
    };
    expect(await fetchStill(access, place, 'picture', () => undefined)).toEqual({ code: 'draining' });
  });
});

describe('the pictures of an engagement', () => {
  const empty = evolve(undefined, logged(1, requested));
  const stillOf = (n: number, sha256: string): Still => ({
    id: idOf(n),
    of: { participantId: ids.customer, source: 'camera' },
    byParticipantId: ids.self,
    at,
    picture: { sha256, width: 1, height: 1, bytes: 4 },
  });
  const having = (...stills: Still[]): EngagementState => ({ ...empty, stills });
  const serve: Answering = (_request, response) => void response.writeHead(200).end('file');
  let images: StillImages;
  beforeEach(() => {
    answering = serve;
    images = new StillImages(
      () => access,
      () => undefined,
    );
  });

  test('are fetched when the engagement tells of them, and gone with their still', async () => {
    const still = stillOf(1, await sha256Of(new TextEncoder().encode('file')));
    images.follow(having(still));
    await vi.waitFor(() => expect(images.all[still.id]?.picture?.size).toBe(4));
    expect(asked.map(({ pathname }) => pathname)).toEqual([
      `/api/v1/engagements/${ids.engagement}/stills/${still.id}/picture`,
    ]);
    images.follow(having());
    expect(images.all).toEqual({});
  });

  test('are not shown when they are not what was told', async () => {
    const still = stillOf(1, '0'.repeat(64));
    images.follow(having(still));
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(1), { timeout: 4_000 });
    expect(images.all[still.id]?.picture).toBeUndefined();
  });

  test('of the twelve newest stay; an older one is fetched again when it is looked at', async () => {
    const sha256 = await sha256Of(new TextEncoder().encode('file'));
    const stills = Array.from({ length: 14 }, (_, n) => stillOf(n + 1, sha256));
    const held = () => Object.values(images.all).filter(({ picture }) => picture).length;
    images.follow(having(...stills));
    await vi.waitFor(() => expect(held()).toBe(12));
    expect(images.all[idOf(1)]?.picture).toBeUndefined();
    images.want(idOf(1));
    await vi.waitFor(() => expect(images.all[idOf(1)]?.picture).toBeDefined());
    expect(held()).toBe(12);
  });
});
