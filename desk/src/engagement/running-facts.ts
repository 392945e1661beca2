import { stopwatch } from '../time/format.ts';

/** What was true when the customer's page told it, and runs on since: brought to a later moment. */
const runs: Readonly<Record<string, (value: string, seconds: number) => string | undefined>> = {
  'page.time': timeOnPage,
  'device.local-time': localTime,
};

export const isRunning = (key: string): boolean => Object.hasOwn(runs, key);

/** The value of this key so many seconds after it was told; as it was told where it can't be understood. */
export const runningValue = (key: string, value: string, seconds: number): string =>
  runs[key]?.(value, Math.max(0, seconds)) ?? value;

/** `1:15` and 50 s later: `2:05`. */
function timeOnPage(value: string, seconds: number): string | undefined {
  const told = /^(\d{1,6}):([0-5]\d)$/.exec(value);
  return told ? stopwatch(Number(told[1]) * 60 + Number(told[2]) + seconds) : undefined;
}

/** `2026-11-23 05:47` and 80 s later: `2026-11-23 05:48`. The customer's own time, so no time zone has a part in it. */
function localTime(value: string, seconds: number): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(value)) return undefined;
  const told = Date.parse(`${value.replace(' ', 'T')}Z`);
  if (Number.isNaN(told)) return undefined;
  return new Date(told + seconds * 1_000).toISOString().slice(0, 16).replace('T', ' ');
}
