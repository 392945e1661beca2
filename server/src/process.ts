import { readConfig, type Config } from './config.ts';
import { DataFolderInUse } from './platform/data-lock.ts';
import type { Log } from './platform/log.ts';

/** Everything has to be let go of by then; whoever stops us kills us sooner or later. */
const stopWithinMs = 4_500;
const exitCodes = { settings: 2, fault: 1 } as const;

/** The settings, or an explanation of each wrong one and the end of the process (code 2). */
export function configOrExit(env: NodeJS.ProcessEnv): Config {
  const outcome = readConfig(env);
  if (outcome.ok) return outcome.config;
  for (const { variable, sentence } of outcome.problems) say(`${variable} ${sentence}.`);
  process.exit(exitCodes.settings);
}

/** A fault that nobody expected is logged, and ends the process: whatever runs us starts a clean one. */
export function endOnFault(log: Log): void {
  const end = (error: unknown) => {
    log.fatal({ err: error }, 'an unexpected fault ends the server');
    process.exit(exitCodes.fault);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

/** A setting that reads well but does not work on this computer. The message is for the operator. */
export class SettingAtFault extends Error {
  override readonly name = 'SettingAtFault';
}

/** Explains why the server cannot start, where that is the operator's to change, and ends the process. */
export function endStart(error: unknown, config: Config, log: Log): never {
  const sentence = sentenceFor(error, config);
  if (sentence === undefined) {
    log.fatal({ err: error }, 'the server could not start');
    process.exit(exitCodes.fault);
  }
  say(sentence);
  process.exit(exitCodes.settings);
}

function sentenceFor(error: unknown, { host, port }: Config): string | undefined {
  if (error instanceof SettingAtFault) return error.message;
  if (error instanceof DataFolderInUse) return `DATA_DIR: ${error.message}`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isListening = error instanceof Error && 'syscall' in error && error.syscall === 'listen';
  if (!isListening) return undefined;
  if (code === 'EADDRINUSE')
    return `PORT ${String(port)} is in use by another program; stop that, or set PORT.`;
  if (code === 'EACCES') return `PORT ${String(port)} is not open to this account; set a PORT above 1023.`;
  if (code === 'EADDRNOTAVAIL') return `HOST ${host} is no address of this computer.`;
  return undefined;
}

/**
 * Runs `stop` once on Ctrl-C or SIGTERM, then ends the process: 0, or 1 if it fails or takes too long. Repeated
 * signals change nothing: a terminal and npm each pass Ctrl-C on.
 */
export function stopOnSignal(log: Log, stop: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    const tooLate = setTimeout(() => {
      log.error('stopping took too long');
      process.exit(exitCodes.fault);
    }, stopWithinMs);
    stop().then(
      () => {
        clearTimeout(tooLate);
        log.info('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(exitCodes.fault);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** To the operator, whatever the log level. */
function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
