/** Whole seconds as people read a stopwatch: `0:07`, `12:30`, `1:02:03`. Never negative. */
export function stopwatch(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** Seconds as a duration in the machine's form (`PT1H2M3S`), for `<time dateTime>`. */
export const isoDuration = (seconds: number): string => `PT${Math.max(0, Math.floor(seconds))}S`;

/**
 * A moment seen from `now`: today the time, this year day and time, else the date. `timeZone` is for tests.
 */
export function moment(at: string, now: Date, language: string, timeZone?: string): string {
  const date = new Date(at);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { ...options, timeZone }).format(date);
  const day = (value: Date): string =>
    new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone }).format(value);
  const time: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };
  if (day(date) === day(now)) return part(time);
  if (date.getFullYear() === now.getFullYear()) return part({ ...time, day: 'numeric', month: 'short' });
  return part({ dateStyle: 'medium' });
}

/** Seconds between two moments of the wire. */
export const secondsBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 1_000;
