import { FilesFailed, type FilesFailure, type FilesOutcome } from './files.ts';

const refusals = [
  'AccessDenied',
  'AccountProblem',
  'AllAccessDisabled',
  'AuthorizationHeaderMalformed',
  'CredentialsProviderError',
  'ExpiredToken',
  'InvalidAccessKeyId',
  'InvalidBucketName',
  'InvalidToken',
  'NoSuchBucket',
  'PermanentRedirect',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'TokenRefreshRequired',
];
const fullness = [
  'EntityTooLarge',
  'InsufficientCapacity',
  'QuotaExceeded',
  'StorageFull',
  'XMinioAdminBucketQuotaExceeded',
  'XMinioStorageFull',
];

/** By the error codes of S3 and of stores like it, and by status where there is no code. The rest may pass by itself. */
const failures = new Map<string | number | undefined, FilesFailure>([
  ...refusals.map((code) => [code, 'refused'] as const),
  ...[301, 401, 403].map((status) => [status, 'refused'] as const),
  ...fullness.map((code) => [code, 'no-space'] as const),
  ...[413, 507].map((status) => [status, 'no-space'] as const),
]);

/** Says which kind of failure an error of the S3 library is; throws it again when it is a fault of ours. */
export function failureOf(error: unknown): { readonly failure: FilesFailure; readonly cause: Error } {
  if (error instanceof FilesFailed) return { failure: error.failure, cause: error };
  if (!(error instanceof Error))
    throw new TypeError('something that is no error was thrown', { cause: error });
  const status = statusOf(error);
  const known = failures.get(error.name) ?? failures.get(status);
  const isAnswerOrNetwork = status !== undefined || 'code' in error || error.name === 'TimeoutError';
  if (known === undefined && !isAnswerOrNetwork) throw error;
  return { failure: known ?? 'unavailable', cause: error };
}

export async function outcomeOf<Value>(work: () => Promise<Value>): Promise<FilesOutcome<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, ...failureOf(error) };
  }
}

export function isAbsent(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotFound' || error.name === 'NoSuchKey');
}

/** The status of the answer, if there was one. */
function statusOf(error: Error): number | undefined {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null)
    return undefined;
  const { $metadata: facts } = error;
  return 'httpStatusCode' in facts && typeof facts.httpStatusCode === 'number'
    ? facts.httpStatusCode
    : undefined;
}
