import { destination, pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/**
 * Names whose values never reach a log line at any level, wherever in the first three levels of an object they
 * stand: secrets, and everything that a customer said, typed or shows. Parts log ids, codes and counts.
 */
const redactedNames = [
  'authorization',
  'cookie',
  'password',
  'passwordHash',
  'token',
  'secret',
  'credential',
  'email',
  'context',
  'attributes',
  'customer',
  'customerName',
  'sdp',
  'offer',
  'answer',
  'body',
  'payload',
] as const;

const redactedPaths = redactedNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

export interface LogOptions {
  readonly level: LogLevel;
  /** Where lines go; standard output when absent. */
  readonly destination?: DestinationStream;
}

/** Structured log: one JSON object a line, times in UTC. Lines are out before the call returns. */
export function createLog(options: LogOptions): Log {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      redact: { paths: redactedPaths, censor: '[redacted]' },
      serializers: { err: describeError },
      formatters: { level: (label) => ({ level: label }) },
    },
    options.destination ?? destination({ sync: true }),
  );
}

interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** Of an error only what every error has: database errors carry the query's parameters, which customers wrote. */
function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'something that is no error was thrown' };
  return {
    type: error.name,
    message: error.message,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...(error.stack !== undefined && { stack: error.stack }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

/** Lines for a person at a terminal instead of JSON. */
export async function prettyDestination(): Promise<DestinationStream> {
  const { default: pretty } = await import('pino-pretty');
  return pretty({ sync: true, colorize: true, translateTime: 'SYS:HH:MM:ss', singleLine: true });
}
