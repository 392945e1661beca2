/** What the address of the outbox holds: which message is open. */
export interface OutboxSearch {
  readonly message?: string;
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Anything that is no message's id is as good as none. */
export function readOutboxSearch({ message }: Record<string, unknown>): OutboxSearch {
  return typeof message === 'string' && uuid.test(message) ? { message } : {};
}
