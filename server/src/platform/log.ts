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
      formatters: { level: (label) => ({ level: label }) },
    },
    options.destination ?? destination({ sync: true }),
  );
}

/** Lines for a person at a terminal instead of JSON. */
export async function prettyDestination(): Promise<DestinationStream> {
  const { default: pretty } = await import('pino-pretty');
  return pretty({ sync: true, colorize: true, translateTime: 'SYS:HH:MM:ss', singleLine: true });
}
