import { me, passwordChange, signIn } from '@parley/protocol';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { unwrap } from '../http/problem.ts';
import { clearCookie, setCookie } from './cookie.ts';
import type { Identity } from './identity.ts';

export interface IdentityRoutesOptions {
  /** The cookie travels over https alone. */
  readonly secureCookie: boolean;
  /** Attempts accepted from one address, good or bad. */
  readonly signInsPerMinute: number;
}

export function identityRoutes(identity: Identity, options: IdentityRoutesOptions): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/sign-in',
      {
        schema: { summary: 'Sign in', body: signIn, response: { 200: me } },
        config: { rateLimit: { max: options.signInsPerMinute, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        const { secret, profile } = unwrap(await identity.signIn(request.body, request.ip));
        const former = await identity.identifyAssociate(request.headers.cookie);
        if (former !== undefined) await identity.signOut(former.signInId);
        void reply.header('set-cookie', setCookie(secret, options.secureCookie));
        return profile;
      },
    );

    app.post(
      '/sign-out',
      { schema: { summary: 'Sign out', response: { 204: z.undefined() } } },
      async (request, reply) => {
        const signedIn = await identity.identifyAssociate(request.headers.cookie);
        if (signedIn !== undefined) await identity.signOut(signedIn.signInId);
        void reply.header('set-cookie', clearCookie(options.secureCookie));
        return reply.code(204).send();
      },
    );

    app.post(
      '/me/password',
      {
        schema: {
          summary: 'Change your password; your other sign-ins end',
          body: passwordChange,
          response: { 204: z.undefined() },
        },
        config: { rateLimit: { max: options.signInsPerMinute, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        const signedIn = await request.requireSignedIn();
        unwrap(await identity.changePassword(signedIn, request.body, request.ip));
        return reply.code(204).send();
      },
    );

    app.get('/me', { schema: { summary: 'Who is signed in', response: { 200: me } } }, async (request) => {
      const { profile } = await request.requireSignedIn();
      return profile;
    });
  };
}
