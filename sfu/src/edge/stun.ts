/**
 * STUN messages (RFC 8489) as ICE uses them (RFC 8445 §7): reading, writing, short-term integrity (§9.1, §14.5) and
 * FINGERPRINT (§14.7). Every function is total: what comes from the network may be anything.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

const magicCookie = 0x2112a442;
const headerLength = 20;
const integrityLength = 24;
const fingerprintLength = 8;
const fingerprintMask = 0x5354554e;

export const stunAttribute = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  xorMappedAddress: 0x0020,
  priority: 0x0024,
  useCandidate: 0x0025,
  messageIntegritySha256: 0x001c,
  fingerprint: 0x8028,
  iceControlled: 0x8029,
  iceControlling: 0x802a,
} as const;

export type StunClass = 'request' | 'indication' | 'success' | 'error';
const classes: readonly StunClass[] = ['request', 'indication', 'success', 'error'];

/** What is wrong with a message; also the name under which it is counted. */
export type StunFault = 'short' | 'not-stun' | 'length' | 'attribute' | 'fingerprint';

interface StunAttribute {
  readonly type: number;
  /** Where the value begins in `bytes`, and its length without padding. */
  readonly start: number;
  readonly length: number;
}

export interface StunMessage {
  readonly bytes: Buffer;
  /** 0x001 is Binding. */
  readonly method: number;
  readonly class: StunClass;
  /** 12 bytes. */
  readonly transactionId: Buffer;
  /** In order of appearance; those after MESSAGE-INTEGRITY are left out but for FINGERPRINT (RFC 8489 §14.5). */
  readonly attributes: readonly StunAttribute[];
}

export type StunResult =
  | { readonly ok: true; readonly value: StunMessage }
  | { readonly ok: false; readonly fault: StunFault };

/** Tells STUN from DTLS and (S)RTP on one socket by the first byte (RFC 7983 §7). */
export const looksLikeStun = (packet: Buffer): boolean => (packet[0] ?? 0xff) < 4;

/** True for what is, by its type, the success response to a Binding request (RFC 8489 §5); nothing else is looked at. */
export const isBindingSuccess = (packet: Buffer): boolean => packet[0] === 0x01 && packet[1] === 0x01;

/** Reads a datagram that should be one whole STUN message. A FINGERPRINT that is present has to fit. */
export function readStun(bytes: Buffer): StunResult {
  if (bytes.length < headerLength) return { ok: false, fault: 'short' };
  const type = bytes.readUInt16BE(0);
  if (type > 0x3fff || bytes.readUInt32BE(4) !== magicCookie) return { ok: false, fault: 'not-stun' };
  const length = bytes.readUInt16BE(2);
  if (length % 4 !== 0 || headerLength + length !== bytes.length) return { ok: false, fault: 'length' };
  const attributes = readAttributes(bytes);
  if (!attributes) return { ok: false, fault: 'attribute' };
  const message: StunMessage = {
    bytes,
    // RFC 8489 §5: the two bits of the class stand between those of the method.
    method: (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2),
    class: classes[((type >> 4) & 1) | ((type >> 7) & 2)] ?? 'request',
    transactionId: bytes.subarray(8, headerLength),
    attributes,
  };
  return fingerprintFits(message) ? { ok: true, value: message } : { ok: false, fault: 'fingerprint' };
}

function readAttributes(bytes: Buffer): StunAttribute[] | undefined {
  const attributes: StunAttribute[] = [];
  let sealed = false;
  let at = headerLength;
  while (at < bytes.length) {
    if (at + 4 > bytes.length) return undefined;
    const type = bytes.readUInt16BE(at);
    const length = bytes.readUInt16BE(at + 2);
    const start = at + 4;
    at = start + length + padding(length);
    if (at > bytes.length) return undefined;
    if (!sealed || type === stunAttribute.fingerprint) attributes.push({ type, start, length });
    if (type === stunAttribute.messageIntegrity) sealed = true;
  }
  return attributes;
}

const padding = (length: number): number => (4 - (length % 4)) % 4;

const find = (message: StunMessage, type: number): StunAttribute | undefined =>
  message.attributes.find((attribute) => attribute.type === type);

/** The value of the first attribute of this type, a view into the message. */
export function attributeOf(message: StunMessage, type: number): Buffer | undefined {
  const attribute = find(message, type);
  return attribute && message.bytes.subarray(attribute.start, attribute.start + attribute.length);
}

/** The receiver's half of USERNAME, `receiver:sender` (RFC 8445 §7.2.2). */
export function receiverUfragOf(message: StunMessage): string | undefined {
  const [receiver] = attributeOf(message, stunAttribute.username)?.toString('utf8').split(':', 1) ?? [];
  return receiver === '' ? undefined : receiver;
}

/** True when MESSAGE-INTEGRITY is there and was made with this password. */
export function integrityFits(message: StunMessage, password: string): boolean {
  const attribute = find(message, stunAttribute.messageIntegrity);
  if (attribute?.length !== 20) return false;
  const given = message.bytes.subarray(attribute.start, attribute.start + 20);
  return timingSafeEqual(given, integrityOf(message.bytes, attribute.start - 4, password));
}

/** HMAC-SHA1 over the message up to `end`, its length field counting MESSAGE-INTEGRITY as the last attribute. */
function integrityOf(bytes: Buffer, end: number, password: string): Buffer {
  const covered = Buffer.from(bytes.subarray(0, end));
  covered.writeUInt16BE(end - headerLength + integrityLength, 2);
  return createHmac('sha1', password).update(covered).digest();
}

function fingerprintFits(message: StunMessage): boolean {
  const attribute = find(message, stunAttribute.fingerprint);
  if (!attribute) return true;
  const { start, length } = attribute;
  if (length !== 4 || start + 4 !== message.bytes.length) return false;
  return message.bytes.readUInt32BE(start) === fingerprintOf(message.bytes, start - 4);
}

const fingerprintOf = (bytes: Buffer, end: number): number =>
  (crc32(bytes.subarray(0, end)) ^ fingerprintMask) >>> 0;

/**
 * A message with these attributes, then MESSAGE-INTEGRITY where a password is given, then FINGERPRINT. Values longer
 * than the length field can say are a bug and throw.
 */
export function writeStun(input: {
  readonly method: number;
  readonly class: StunClass;
  readonly transactionId: Buffer;
  readonly attributes: readonly (readonly [type: number, value: Buffer])[];
  readonly password?: string;
}): Buffer {
  const { method } = input;
  const classBits = classes.indexOf(input.class);
  const type =
    (method & 0x000f) |
    ((method & 0x0070) << 1) |
    ((method & 0x0f80) << 2) |
    ((classBits & 1) << 4) |
    ((classBits & 2) << 7);
  const header = Buffer.alloc(headerLength);
  header.writeUInt16BE(type, 0);
  header.writeUInt32BE(magicCookie, 4);
  input.transactionId.copy(header, 8, 0, 12);
  const body = Buffer.concat([header, ...input.attributes.flatMap(writeAttribute)]);
  return seal(body, input.password);
}

function writeAttribute([type, value]: readonly [number, Buffer]): Buffer[] {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return [head, value, Buffer.alloc(padding(value.length))];
}

/** Appends MESSAGE-INTEGRITY and FINGERPRINT to a message that ends before them. */
function seal(body: Buffer, password: string | undefined): Buffer {
  const integrity =
    password === undefined
      ? []
      : writeAttribute([stunAttribute.messageIntegrity, integrityOf(body, body.length, password)]);
  const mark = Buffer.alloc(fingerprintLength);
  const message = Buffer.concat([body, ...integrity, mark]);
  message.writeUInt16BE(message.length - headerLength, 2);
  const end = message.length - fingerprintLength;
  message.writeUInt16BE(stunAttribute.fingerprint, end);
  message.writeUInt16BE(4, end + 2);
  message.writeUInt32BE(fingerprintOf(message, end), end + 4);
  return message;
}

/**
 * The same message with tie-breaker 1 in place of 0, signed anew; the message itself when its tie-breaker isn't zero.
 *
 * RFC 8445 §16.1 allows a zero, Chrome sends one over TURN/TCP and TURN/TLS, and libjuice answers it with error 400
 * (paullouisageneau/libjuice#355). Call it only with a message whose integrity has been checked: it would make a forged one valid.
 */
export function withTieBreaker(message: StunMessage, password: string): Buffer {
  const role = find(message, stunAttribute.iceControlling) ?? find(message, stunAttribute.iceControlled);
  const integrity = find(message, stunAttribute.messageIntegrity);
  if (role?.length !== 8 || !integrity) return message.bytes;
  if (message.bytes.readBigUInt64BE(role.start) !== 0n) return message.bytes;
  const body = Buffer.from(message.bytes.subarray(0, integrity.start - 4));
  body.writeBigUInt64BE(1n, role.start);
  return seal(body, password);
}
