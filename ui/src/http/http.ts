import { problems, type ProblemBody, type ProblemCode } from '@parley/protocol/problem';

/** An answer of the API that is not the one hoped for. `unreachable`: there was no answer at all. */
export class ApiError extends Error {
  readonly problem: ProblemBody | 'unreachable';
  constructor(problem: ProblemBody | 'unreachable') {
    super(problem === 'unreachable' ? problem : problem.code);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

export const codeOf = (error: unknown): ProblemCode | undefined =>
  error instanceof ApiError && error.problem !== 'unreachable' ? error.problem.code : undefined;

/** What checks an answer at the border; zod's schemas fit. */
interface Shape<Value> {
  parse(value: unknown): Value;
}

export async function getJson<Value>(
  path: string,
  shape: Shape<Value>,
  signal?: AbortSignal,
): Promise<Value> {
  const response = await send(path, signal ? { signal } : {});
  return shape.parse(await response.json());
}

export async function getBlob(path: string): Promise<Blob> {
  const response = await send(path, {});
  return response.blob();
}

/** State changes carry JSON, which is half of what tells them from a forged form (the other half is `Origin`). */
export async function postJson<Value>(path: string, body: unknown, shape: Shape<Value>): Promise<Value> {
  const response = await post(path, body);
  return shape.parse(await response.json());
}

export async function putJson<Value>(path: string, body: unknown, shape: Shape<Value>): Promise<Value> {
  const response = await change('PUT', path, body);
  return shape.parse(await response.json());
}

export const postNothing = (path: string): Promise<void> => postAway(path, {});

/** Whose answer has no content. */
export async function postAway(path: string, body: unknown): Promise<void> {
  await post(path, body);
}

/** The same proof as with other changes, which a request without content gives by its header. */
export async function deletePath(path: string): Promise<void> {
  await send(path, { method: 'DELETE' });
}

/** Whether something is there to be had; rejects as the others do. Fetches a byte of it at most. */
export async function checkPath(path: string): Promise<void> {
  await send(path, { headers: { range: 'bytes=0-0' } });
}

const post = (path: string, body: unknown): Promise<Response> => change('POST', path, body);

const change = (method: 'POST' | 'PUT', path: string, body: unknown): Promise<Response> =>
  send(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin' });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError('unreachable');
  }
  if (response.ok) return response;
  throw new ApiError(await problemIn(response));
}

/** RFC 9457 document, or what can be said of an answer that has none (a proxy's error page). */
async function problemIn(response: Response): Promise<ProblemBody | 'unreachable'> {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body === 'object' && body !== null && 'code' in body && isProblemCode(body.code)) {
    const incident =
      'incidentId' in body && typeof body.incidentId === 'string' ? body.incidentId : undefined;
    return { code: body.code, incidentId: incident };
  }
  return response.status >= 502 ? 'unreachable' : { code: 'internal' };
}

const isProblemCode = (value: unknown): value is ProblemCode =>
  typeof value === 'string' && Object.hasOwn(problems, value);
