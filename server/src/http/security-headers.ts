import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** What our pages may use of the device; everything else is off, for us and whatever is framed. */
const permissions = [
  'camera=(self)',
  'microphone=(self)',
  'display-capture=(self)',
  'fullscreen=(self)',
  'picture-in-picture=(self)',
  'speaker-selection=(self)',
  'autoplay=(self)',
  'screen-wake-lock=(self)',
  'geolocation=()',
  'payment=()',
  'usb=()',
  'serial=()',
  'hid=()',
  'midi=()',
].join(', ');

/** Headers of every answer: nothing inline, nothing from elsewhere, nobody frames us. */
export async function sendSecurityHeaders(
  app: FastifyInstance,
  { publicOrigin, ownOrigins }: { readonly publicOrigin: string; readonly ownOrigins: readonly string[] },
): Promise<void> {
  const isSecure = publicOrigin.startsWith('https:');
  await app.register(helmet, {
    global: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        // Not every browser counts WebSockets as 'self'.
        connectSrc: ["'self'", ...ownOrigins.map((origin) => origin.replace(/^http/, 'ws'))],
        workerSrc: ["'self'", 'blob:'],
        manifestSrc: ["'self'"],
        // The outbox shows each e-mail in a page of its own.
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000 } : false,
    // The widget tells the associate which page the customer came from.
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('permissions-policy', permissions);
  });
}
