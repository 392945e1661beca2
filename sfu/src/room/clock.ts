/** Milliseconds since 1970, monotonic within the process: fit for intervals, and for NTP times in sender reports. */
export const nowMs = (): number => performance.timeOrigin + performance.now();
