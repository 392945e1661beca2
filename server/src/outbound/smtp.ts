import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import type { OutgoingEmail } from './message.ts';
import type { Delivery, Provider } from './provider.ts';

export interface SmtpConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  readonly isSecure: boolean;
  readonly credentials: { readonly user: string; readonly pass: string } | undefined;
  /** As in the header: an address, or a name with the address in angle brackets. */
  readonly from: string;
}

const connectMs = 10_000;
const silenceMs = 20_000;
const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.');

/** SMTP (RFC 5321), a connection for each e-mail. */
export function createSmtp(config: SmtpConfig): Provider<OutgoingEmail> {
  return {
    name: 'smtp',
    isIdempotent: false,
    async deliver(id, email, signal) {
      const composed = await compose(config, id, email);
      const connection = new SMTPConnection({
        host: config.host,
        port: config.port,
        secure: config.isSecure,
        requireTLS: config.credentials !== undefined && !isLoopback(config.host),
        connectionTimeout: connectMs,
        greetingTimeout: connectMs,
        socketTimeout: silenceMs,
      });
      const close = () => connection.close();
      signal.addEventListener('abort', close, { once: true });
      try {
        return await converse(connection, config, composed);
      } finally {
        signal.removeEventListener('abort', close);
        connection.close();
      }
    },
  };
}

interface Composed {
  readonly raw: Buffer;
  readonly envelope: SMTPConnection.Envelope;
  readonly messageId: string;
}

async function compose({ from }: SmtpConfig, id: string, email: OutgoingEmail): Promise<Composed> {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  // The same in every attempt, so that whoever gets it twice all the same can tell.
  const messageId = `<${id}@${domain}>`;
  const mail = new MailComposer({
    from,
    to: email.to,
    subject: email.subject,
    text: email.text,
    html: email.html,
    messageId,
    attachments: (email.attachments ?? []).map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const { from: sender, to } = mail.getEnvelope();
  return { raw: await mail.build(), envelope: { from: sender || from, to }, messageId };
}

/** Until the first byte of the message has gone, or when the server says no, it is surely not sent. */
async function converse(
  connection: SMTPConnection,
  { credentials }: SmtpConfig,
  { raw, envelope, messageId }: Composed,
): Promise<Delivery> {
  let begun = false;
  const content = Readable.from(
    (function* () {
      begun = true;
      yield raw;
    })(),
    { objectMode: false },
  );
  try {
    const broken = new Promise<never>((_resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('closed')));
    });
    await Promise.race([broken, new Promise<void>((resolve) => connection.connect(() => resolve()))]);
    if (credentials)
      await Promise.race([
        broken,
        settled((done) => connection.login({ ...credentials, credentials }, done)),
      ]);
    await Promise.race([broken, settled((done) => connection.send(envelope, content, done))]);
    return { outcome: 'sent', providerId: messageId };
  } catch (error) {
    return failureOf(error, begun);
  }
}

const settled = (begin: (done: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => begin((error) => (error ? reject(error) : resolve())));

function failureOf(error: unknown, begun: boolean): Delivery {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const answer = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0;
  const reason = answer > 0 ? String(answer) : code;
  if (code !== 'EAUTH' && answer >= 500) return { outcome: 'refused', reason };
  return { outcome: begun && answer === 0 ? 'unknown' : 'not-sent', reason };
}
