import { isAbsolute, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig, type Config } from './config.ts';

function configOf(env: Record<string, string>): Config {
  const outcome = readConfig(env);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.config;
}

describe('defaults', () => {
  test('are those of embedded mode', () => {
    const config = configOf({});
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      publicOrigin: 'http://localhost:8080',
      databaseUrl: undefined,
      demo: true,
      logLevel: 'info',
      media: { port: 8443, bindAddress: '0.0.0.0', announcedAddresses: [] },
      turn: undefined,
      overrides: {},
      limits: { signInsPerMinute: 30, engagementsPerMinute: 30 },
      trustedProxies: ['127.0.0.0/8', '::1/128'],
      waitingSeconds: 1_800,
    });
    expect(isAbsolute(config.dataDir)).toBe(true);
    expect(config.media.processes).toBeGreaterThanOrEqual(1);
  });

  test('the public origin follows the port', () => {
    expect(configOf({ PORT: '9000' }).publicOrigin).toBe('http://localhost:9000');
  });

  test('our own pages have one origin, and in demo mode localhost’s two names', () => {
    expect(configOf({}).ownOrigins).toEqual(['http://localhost:8080', 'http://127.0.0.1:8080']);
    expect(configOf({ DEMO: '0', PUBLIC_URL: 'https://parley.example' }).ownOrigins).toEqual([
      'https://parley.example',
    ]);
  });

  test('there is no demo in production unless asked for', () => {
    expect(configOf({ NODE_ENV: 'production' }).demo).toBe(false);
    expect(configOf({ NODE_ENV: 'production', DEMO: '1' }).demo).toBe(true);
    expect(configOf({ DEMO: '0' }).demo).toBe(false);
  });

  test('an empty variable counts as unset', () => {
    expect(configOf({ PORT: '', DATABASE_URL: '', NATS_URL: '' }).port).toBe(8080);
  });
});

describe('recordings', () => {
  test('are kept in the data folder', () => {
    const { dataDir, recordings } = configOf({ DATA_DIR: './there' });
    expect(recordings).toEqual({ kind: 'folder', folder: join(dataDir, 'recordings') });
  });

  test.each([
    ['s3://parley', 'parley', ''],
    ['s3://parley/', 'parley', ''],
    ['s3://parley.example-2/recordings', 'parley.example-2', 'recordings'],
    ['s3://parley/a/b_c-d.e/', 'parley', 'a/b_c-d.e'],
  ])('%s is a place in a bucket', (url, bucket, prefix) => {
    expect(configOf({ RECORDINGS_URL: url }).recordings).toEqual({
      kind: 's3',
      bucket,
      prefix,
      region: 'us-east-1',
      endpoint: undefined,
      credentials: undefined,
    });
  });

  test('in a bucket are reached with the variables that every S3 tool knows', () => {
    const { recordings } = configOf({
      RECORDINGS_URL: 's3://parley',
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL: 'https://all.example',
      AWS_ENDPOINT_URL_S3: 'http://objects.example:9000',
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
    });
    expect(recordings).toMatchObject({
      region: 'eu-central-1',
      endpoint: 'http://objects.example:9000',
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' },
    });
  });

  test('elsewhere leave those variables alone', () => {
    const env = { AWS_ENDPOINT_URL: 'not for us', AWS_ACCESS_KEY_ID: 'id' };
    expect(configOf(env).recordings.kind).toBe('folder');
    const outcome = readConfig({ ...env, RECORDINGS_URL: 's3://parley' });
    expect(!outcome.ok && outcome.problems.map(({ variable }) => variable)).toEqual([
      'AWS_ENDPOINT_URL',
      'AWS_SECRET_ACCESS_KEY',
    ]);
  });
});

test('what is given is taken', () => {
  const config = configOf({
    PUBLIC_URL: 'https://Parley.Example/',
    HOST: '0.0.0.0',
    DATABASE_URL: 'postgresql://parley:x@db/parley',
    MEDIA_ANNOUNCED_ADDRESS: '203.0.113.7, 2001:db8::7',
    TURN_URLS: 'turn:turn.example:3478,turns:turn.example:5349?transport=tcp',
    TURN_SECRET: 'long enough',
    RING_SECONDS: '5',
    GRACE_SECONDS: '10',
    WRAP_UP_SECONDS: '0',
  });
  expect(config).toMatchObject({
    publicOrigin: 'https://parley.example',
    databaseUrl: 'postgresql://parley:x@db/parley',
    media: { announcedAddresses: ['203.0.113.7', '2001:db8::7'] },
    turn: {
      urls: ['turn:turn.example:3478', 'turns:turn.example:5349?transport=tcp'],
      secret: 'long enough',
    },
    overrides: { ringSeconds: 5, graceSeconds: 10, wrapUpSeconds: 0 },
  });
});

describe('a wrong value is reported by the name of its variable', () => {
  test.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['PORT', '8080.5'],
    ['HOST', 'no spaces here'],
    ['PUBLIC_URL', 'parley.example'],
    ['PUBLIC_URL', 'https://parley.example/desk'],
    ['PUBLIC_URL', 'ftp://parley.example'],
    ['PUBLIC_URL', 'https://name:secret@parley.example'],
    ['DATABASE_URL', 'mysql://db/parley'],
    ['NATS_URL', 'nats://localhost:4222'],
    ['RECORDINGS_URL', '/var/recordings'],
    ['RECORDINGS_URL', 'https://bucket.s3.amazonaws.com/'],
    ['RECORDINGS_URL', 's3://'],
    ['RECORDINGS_URL', 's3:///prefix'],
    ['RECORDINGS_URL', 's3://Bucket'],
    ['RECORDINGS_URL', 's3://ab'],
    ['RECORDINGS_URL', 's3://bucket/../other'],
    ['RECORDINGS_URL', 's3://bucket/a//b'],
    ['RECORDINGS_URL', 's3://bucket/.hidden'],
    ['RECORDINGS_URL', 's3://bucket/with space'],
    ['RECORDINGS_URL', 's3://id:secret@bucket'],
    ['RECORDINGS_URL', 's3://bucket?region=eu'],
    ['DEMO', 'maybe'],
    ['LOG_LEVEL', 'loud'],
    ['MEDIA_PORT', 'https'],
    ['MEDIA_BIND_ADDRESS', 'eth0'],
    ['MEDIA_ANNOUNCED_ADDRESS', 'parley.example'],
    ['MEDIA_ANNOUNCED_ADDRESS', '203.0.113.7,'],
    ['MEDIA_PROCESSES', '0'],
    ['TURN_URLS', 'stun:stun.example'],
    ['TURN_SECRET', 'short'],
    ['SIGN_INS_PER_MINUTE', '0'],
    ['ENGAGEMENTS_PER_MINUTE', 'many'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['TRUSTED_PROXIES', '10.0.0.0/40'],
    ['RING_SECONDS', '4'],
    ['GRACE_SECONDS', '601'],
    ['WRAP_UP_SECONDS', 'never'],
  ])('%s=%s', (variable, value) => {
    const outcome = readConfig({ [variable]: value });
    if (outcome.ok) throw new Error('it was accepted');
    expect(outcome.problems.map((problem) => problem.variable)).toContain(variable);
    for (const { sentence } of outcome.problems) expect(sentence).toMatch(/^(must|is) .{8,}/);
  });

  test('every one of them, not only the first', () => {
    const outcome = readConfig({ PORT: 'x', MEDIA_PORT: 'y', LOG_LEVEL: 'z' });
    expect(!outcome.ok && outcome.problems.map((problem) => problem.variable)).toEqual([
      'PORT',
      'LOG_LEVEL',
      'MEDIA_PORT',
    ]);
  });

  test('TURN without its secret', () => {
    const outcome = readConfig({ TURN_URLS: 'turn:turn.example:3478' });
    expect(!outcome.ok && outcome.problems[0]).toEqual({
      variable: 'TURN_SECRET',
      sentence: 'is missing: TURN_URLS and TURN_SECRET go together',
    });
  });
});
