import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { S3Config } from '../../recordings-config.ts';
import { checkKey, FilesFailed, type RecordingFile, type RecordingFiles } from './files.ts';
import { readAhead } from './read-ahead.ts';
import { failureOf, isAbsent, outcomeOf } from './s3-failure.ts';

const connectTimeoutMs = 5_000;
/** Without a byte in either direction. */
const idleTimeoutMs = 15_000;

/** An upload holds `parallelParts` parts in memory. A store takes at most 10 000 parts, each but the last of 5 MiB or more. */
const leastPartBytes = 8 * 1024 * 1024;
const mostParts = 10_000;
const parallelParts = 3;
const parallelRemovals = 8;

/** Files as objects of a bucket, in S3 itself or a store that speaks its language. Connects when it is used. */
export function openS3Files(config: S3Config): RecordingFiles {
  const { bucket, prefix } = config;
  const client = new S3Client(clientConfig(config));
  const root = prefix === '' ? '' : `${prefix}/`;
  const objectOf = (key: string) => {
    checkKey(key);
    return { Bucket: bucket, Key: `${root}${key}` };
  };
  return {
    place: `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`,
    async put(key, from, signal) {
      const object = objectOf(key);
      const { size } = await stat(from);
      const outcome = await outcomeOf(() => upload(client, object, from, size, signal)).catch(
        (error: unknown) => {
          signal?.throwIfAborted();
          throw error;
        },
      );
      if (!outcome.ok) signal?.throwIfAborted();
      return outcome;
    },
    open(key) {
      const object = objectOf(key);
      return outcomeOf(async () => {
        const size = await sizeOf(client, object);
        return size === undefined ? undefined : fileOf(client, object, size);
      });
    },
    remove(key) {
      const { Key } = objectOf(key);
      return outcomeOf(() => removeAll(client, bucket, Key));
    },
    async *list(key) {
      const below = key === undefined ? root : `${objectOf(key).Key}/`;
      try {
        for await (const found of keysBelow(client, bucket, below)) yield found.slice(root.length);
      } catch (error) {
        const { failure, cause } = failureOf(error);
        throw new FilesFailed(failure, cause);
      }
    },
  };
}

function clientConfig({ region, endpoint, credentials }: S3Config): S3ClientConfig {
  return {
    region,
    followRegionRedirects: true,
    // Other stores than Amazon's seldom have a host name for each bucket, and don't know its newer checksums.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(credentials !== undefined && { credentials }),
    requestHandler: { connectionTimeout: connectTimeoutMs, socketTimeout: idleTimeoutMs },
  };
}

interface S3Object {
  readonly Bucket: string;
  readonly Key: string;
}

/** Nothing shows before the last part is there; after a failure the parts are dropped. */
async function upload(
  client: S3Client,
  object: S3Object,
  from: string,
  size: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const body = createReadStream(from);
  const going = new Upload({
    client,
    params: { ...object, Body: body, ContentType: 'application/octet-stream' },
    partSize: Math.max(leastPartBytes, Math.ceil(size / mostParts)),
    queueSize: parallelParts,
    leavePartsOnError: false,
  });
  const abort = () => void going.abort();
  signal?.addEventListener('abort', abort);
  try {
    signal?.throwIfAborted();
    await going.done();
  } finally {
    signal?.removeEventListener('abort', abort);
    body.destroy();
  }
}

/** Undefined when there is no such object. An absent bucket answers the same, so that it is told apart by a look into it. */
async function sizeOf(client: S3Client, object: S3Object): Promise<number | undefined> {
  try {
    const { ContentLength } = await client.send(new HeadObjectCommand(object));
    return ContentLength ?? 0;
  } catch (error) {
    if (!isAbsent(error)) throw error;
    await client.send(new ListObjectsV2Command({ Bucket: object.Bucket, Prefix: object.Key, MaxKeys: 1 }));
    return undefined;
  }
}

function fileOf(client: S3Client, object: S3Object, size: number): RecordingFile {
  const fetch = async (start: number, end: number) => {
    const outcome = await outcomeOf(() => getRange(client, object, start, end));
    if (!outcome.ok) throw new FilesFailed(outcome.failure, outcome.cause);
    return outcome.value;
  };
  return { size, read: readAhead(size, fetch) };
}

async function getRange(client: S3Client, object: S3Object, start: number, end: number): Promise<Buffer> {
  const range = `bytes=${String(start)}-${String(end - 1)}`;
  const { Body } = await client.send(new GetObjectCommand({ ...object, Range: range }));
  const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
  if (bytes.length !== end - start) {
    const said = `${String(bytes.length)} bytes came for ${range}`;
    throw new FilesFailed('unavailable', new Error(said));
  }
  return bytes;
}

async function* keysBelow(client: S3Client, bucket: string, below: string): AsyncGenerator<string> {
  let next: string | undefined;
  do {
    const answer = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: below,
        ...(next !== undefined && { ContinuationToken: next }),
      }),
    );
    if (answer.Name === undefined)
      throw new FilesFailed('unavailable', new Error('that was no list of a bucket'));
    for (const { Key } of answer.Contents ?? []) if (Key !== undefined) yield Key;
    next = answer.NextContinuationToken;
  } while (next !== undefined);
}

/** One by one: removing many with one command needs a checksum that not every store agrees about. */
async function removeAll(client: S3Client, bucket: string, key: string): Promise<void> {
  const remove = async (Key: string) => {
    try {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  };
  await remove(key);
  const below = keysBelow(client, bucket, `${key}/`);
  const removeNext = async () => {
    for await (const found of below) await remove(found);
  };
  await Promise.all(Array.from({ length: parallelRemovals }, removeNext));
}
