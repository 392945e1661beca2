import type { ContextAttribute } from '@parley/protocol';

/** Characters of one message; with every one of them three bytes long it is still below `maxMessageBytes`. */
const maxMessageLength = 20_000;

/** Facts about the page that the server does not have yet; the newest of each counts. */
export class ContextKeeper {
  #unsent = new Map<string, ContextAttribute>();

  add(attributes: readonly ContextAttribute[]): void {
    for (const attribute of attributes) this.#unsent.set(attribute.key, attribute);
  }

  clear(): void {
    this.#unsent.clear();
  }

  /** In parts that fit into a message. They stay until `sent` says that they arrived. */
  parts(): ContextAttribute[][] {
    const parts: ContextAttribute[][] = [];
    let room = 0;
    for (const attribute of this.#unsent.values()) {
      const length = attribute.key.length + attribute.value.length;
      if (length > room) {
        parts.push([]);
        room = maxMessageLength;
      }
      parts.at(-1)?.push(attribute);
      room -= length;
    }
    return parts;
  }

  sent(attributes: readonly ContextAttribute[]): void {
    for (const attribute of attributes)
      if (this.#unsent.get(attribute.key) === attribute) this.#unsent.delete(attribute.key);
  }
}
