import { join } from 'node:path';
import { z } from 'zod';

/** Where files of recordings are kept. */
export type RecordingsConfig =
  | {
      readonly kind: 'folder';
      /** An absolute path. */
      readonly folder: string;
    }
  | S3Config;

/** A place in S3, or in a store that speaks its language. */
export interface S3Config {
  readonly kind: 's3';
  readonly bucket: string;
  /** Before every key, without slashes at its ends; empty for none. */
  readonly prefix: string;
  readonly region: string;
  /** Of a store other than Amazon's. */
  readonly endpoint: string | undefined;
  /** Without them the S3 library looks where it always does: a profile, the role of the instance. */
  readonly credentials: S3Credentials | undefined;
}

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const bucketUrl =
  /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(\/(?<prefix>[\w-][\w.-]*(\/[\w-][\w.-]*)*)?)?\/?$/;

const recordingsUrl = z
  .string()
  .max(256, 'must be 256 characters at most')
  .regex(bucketUrl, 'must be s3://bucket or s3://bucket/prefix; unset, recordings are kept in DATA_DIR');

/** Beside our own variable, those that every S3 tool knows; they count only where ours names a bucket. */
export const recordingsSettings = {
  RECORDINGS_URL: recordingsUrl.optional(),
  AWS_ENDPOINT_URL: z.string().optional(),
  AWS_ENDPOINT_URL_S3: z.string().optional(),
  AWS_REGION: z.string().optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
};

type RecordingsSettings = z.output<z.ZodObject<typeof recordingsSettings>>;

/** What is wrong between these variables. */
export function recordingsProblems(env: RecordingsSettings): { variable: string; sentence: string }[] {
  if (env.RECORDINGS_URL === undefined) return [];
  const problems = [];
  for (const variable of ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3'] as const) {
    const given = env[variable];
    if (given !== undefined && !/^https?:$/.test(URL.parse(given)?.protocol ?? '')) {
      problems.push({ variable, sentence: 'must be an address such as https://objects.example:9000' });
    }
  }
  if ((env.AWS_ACCESS_KEY_ID === undefined) !== (env.AWS_SECRET_ACCESS_KEY === undefined)) {
    const variable = env.AWS_ACCESS_KEY_ID === undefined ? 'AWS_ACCESS_KEY_ID' : 'AWS_SECRET_ACCESS_KEY';
    problems.push({
      variable,
      sentence: 'is missing: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY go together',
    });
  }
  return problems;
}

export function recordingsConfig(env: RecordingsSettings, dataDir: string): RecordingsConfig {
  const { bucket, prefix = '' } = bucketUrl.exec(env.RECORDINGS_URL ?? '')?.groups ?? {};
  if (bucket === undefined) return { kind: 'folder', folder: join(dataDir, 'recordings') };
  return {
    kind: 's3',
    bucket,
    prefix,
    region: env.AWS_REGION ?? 'us-east-1',
    endpoint: env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL,
    credentials: credentialsOf(env),
  };
}

function credentialsOf(env: RecordingsSettings): S3Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  const sessionToken = env.AWS_SESSION_TOKEN;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}
