import type { ProblemBody } from '@parley/protocol';
import type { Outcome } from './api.ts';
import { done, unreachable } from './outcome.ts';
import { problemIn } from './problem-document.ts';

/** How this page speaks with the server over HTTP about the engagement it is in. */
export interface HttpAccess {
  /** Of the server; empty where the page is the server's own. */
  readonly origin: string;
  /** A customer's; associates have a cookie. */
  readonly token: string | undefined;
}

/** Small enough that whoever reads along is never far behind. */
const pieceBytes = 128 * 1024;
const answerWithinMs = 20_000;

interface Sent {
  readonly body: Blob;
  readonly type: string;
}

export const ask = (access: HttpAccess, path: string, sent?: Sent): Promise<Response> =>
  send(access, path, sent ? 'PUT' : 'GET', sent);

export const post = (access: HttpAccess, path: string): Promise<Response> => send(access, path, 'POST');

function send(
  { origin, token }: HttpAccess,
  path: string,
  method: 'GET' | 'PUT' | 'POST',
  sent?: Sent,
): Promise<Response> {
  return fetch(`${origin}${path}`, {
    method,
    ...(sent && { body: sent.body }),
    mode: 'cors',
    credentials: token === undefined ? 'same-origin' : 'omit',
    headers: {
      ...(sent && { 'content-type': sent.type }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    signal: AbortSignal.timeout(answerWithinMs),
  });
}

export async function refusalOf(response: Response): Promise<ProblemBody> {
  return problemIn(await response.json().catch(() => undefined));
}

export interface HashedFile {
  readonly blob: Blob;
  /** SHA-256 of its bytes, lower-case hexadecimal. */
  readonly sha256: string;
}

/** @param bytes those of the blob, where they are at hand: to get them back from the browser takes a while */
export async function hashed(blob: Blob, bytes?: Uint8Array<ArrayBuffer>): Promise<HashedFile> {
  const digest = await crypto.subtle.digest('SHA-256', bytes ?? (await blob.arrayBuffer()));
  const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { blob, sha256 };
}

const received = /^received=(\d+)$/;
/** Pieces on their way at once: they fill a line of 20 Mbit/s on which an answer takes 200 ms. */
const mostUnderWay = 4;
const mostResumptions = 5;

interface Sending {
  readonly access: HttpAccess;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly file: HashedFile;
  /** How much of it has arrived, 0..1. */
  readonly onPart: (part: number) => void;
}

/**
 * Sends a file in pieces, from where the server has it; `unreachable` asks for another try.
 */
export async function sendInPieces(sending: Sending): Promise<Outcome> {
  try {
    let from = 0;
    for (let n = 0; n <= mostResumptions; n += 1) {
      const problem = await sendFrom(sending, from);
      if (!problem) return done;
      const there = problem.code === 'conflict' && received.exec(problem.detail ?? '')?.[1];
      if (!there) return { ok: false, problem };
      // The server has forgotten what it had, or is of another mind: not to be argued with at once.
      if (Number(there) <= from) break;
      from = Number(there);
    }
    return { ok: false, problem: unreachable };
  } catch {
    return { ok: false, problem: unreachable };
  }
}

/** The first refusal of a piece; nothing when all of them arrived. */
async function sendFrom(sending: Sending, start: number): Promise<ProblemBody | undefined> {
  const { onPart } = sending;
  const { size } = sending.file.blob;
  let [next, arrived] = [start, start];
  let problem: ProblemBody | undefined;
  const work = async (): Promise<void> => {
    while (!problem && next < size) {
      const from = next;
      next = Math.min(from + pieceBytes, size);
      const refusal = await sendPiece(sending, from, next);
      if (refusal) problem ??= refusal;
      else {
        arrived += Math.min(pieceBytes, size - from);
        onPart(arrived / size);
      }
    }
  };
  await Promise.all(Array.from({ length: mostUnderWay }, work));
  return problem;
}

async function sendPiece(
  { access, path, query: facts, file: { blob, sha256 } }: Sending,
  from: number,
  to: number,
): Promise<ProblemBody | undefined> {
  const query = new URLSearchParams({ ...facts, offset: String(from), total: String(blob.size), sha256 });
  const response = await ask(access, `${path}?${query.toString()}`, {
    body: blob.slice(from, to),
    type: 'application/octet-stream',
  });
  return response.ok ? undefined : refusalOf(response);
}

/**
 * A file of the engagement; `unreachable` asks for another try.
 * @param onPart how much of it is here, 0..1
 */
export async function fetchFile(
  access: HttpAccess,
  path: string,
  type: string,
  onPart: (part: number) => void,
): Promise<HashedFile | ProblemBody> {
  try {
    const response = await ask(access, path);
    if (!response.ok || !response.body) return await refusalOf(response);
    const total = Number(response.headers.get('content-length') ?? 0);
    const parts: Uint8Array[] = [];
    let length = 0;
    for (const reader = response.body.getReader(); ;) {
      const { done: isOver, value } = await reader.read();
      if (isOver) break;
      parts.push(value);
      length += value.length;
      if (total > 0) onPart(length / total);
    }
    const bytes = joined(parts);
    return await hashed(new Blob([bytes], { type }), bytes);
  } catch {
    return unreachable;
  }
}

/** One after the other, in one piece. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
