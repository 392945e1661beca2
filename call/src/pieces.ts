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

const pieceBytes = 512 * 1024;
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

/** SHA-256, lower-case hexadecimal. */
export async function sha256Of(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const received = /^received=(\d+)$/;
/** Pieces on their way at once: the next ones fill the line while the answer to the first is coming back. */
const mostUnderWay = 3;
const mostResumptions = 5;

interface Sending {
  readonly access: HttpAccess;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly file: Blob;
  readonly sha256: string;
  /** How much of it has arrived, 0..1. */
  readonly onPart: (part: number) => void;
}

/**
 * Sends a file in pieces, from where the server has it; `unreachable` asks for another try.
 */
export async function sendInPieces(whole: Omit<Sending, 'sha256'>): Promise<Outcome> {
  try {
    const sending = { ...whole, sha256: await sha256Of(whole.file) };
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
  const { file, onPart } = sending;
  let [next, arrived] = [start, start];
  let problem: ProblemBody | undefined;
  const work = async (): Promise<void> => {
    while (!problem && next < file.size) {
      const from = next;
      next = Math.min(from + pieceBytes, file.size);
      const refusal = await sendPiece(sending, from, next);
      if (refusal) problem ??= refusal;
      else {
        arrived += Math.min(pieceBytes, file.size - from);
        onPart(arrived / file.size);
      }
    }
  };
  await Promise.all(Array.from({ length: mostUnderWay }, work));
  return problem;
}

async function sendPiece(
  { access, path, query: facts, file, sha256 }: Sending,
  from: number,
  to: number,
): Promise<ProblemBody | undefined> {
  const query = new URLSearchParams({ ...facts, offset: String(from), total: String(file.size), sha256 });
  const response = await ask(access, `${path}?${query.toString()}`, {
    body: file.slice(from, to),
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
): Promise<Blob | ProblemBody> {
  try {
    const response = await ask(access, path);
    if (!response.ok || !response.body) return await refusalOf(response);
    const total = Number(response.headers.get('content-length') ?? 0);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    for (const reader = response.body.getReader(); ;) {
      const { done: isOver, value } = await reader.read();
      if (isOver) break;
      parts.push(value);
      length += value.length;
      if (total > 0) onPart(length / total);
    }
    return new Blob(parts, { type });
  } catch {
    return unreachable;
  }
}
