import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { eachDatabase } from '../../test/each-database.ts';
import { createParts } from '../../test/server-parts.ts';
import { hashSecret } from './cookie.ts';
import { signedOut } from './topics.ts';

const hour = 3_600_000;
const ada = { email: 'ada@x.test', name: 'Ada', password: 'correct horse', roles: ['associate'] as const };
const cookie = (secret: string) => `other=1; parley_session=${secret}`;

eachDatabase('identity', (database) => {
  beforeAll(async () => {
    await createParts(database()).identity.ensureAccount(ada);
  });

  async function signedInAda() {
    const parts = createParts(database());
    const outcome = await parts.identity.signIn({ email: ada.email, password: ada.password }, '192.0.2.1');
    if (!outcome.ok) throw new Error(outcome.problem.code);
    return { ...parts, signedIn: outcome.value };
  }

  describe('accounts', () => {
    test('one e-mail is one account, however it is written', async () => {
      const { identity } = createParts(database());
      const id = await identity.ensureAccount({ ...ada, email: '  Ada@X.test ' });
      expect(await identity.ensureAccount({ ...ada, password: 'another' })).toBe(id);
    });

    test('two servers that add the same account at once agree on one', async () => {
      const ids = await Promise.all(
        [1, 2, 3].map(() =>
          createParts(database()).identity.ensureAccount({ ...ada, email: 'race@x.test', name: 'Race' }),
        ),
      );
      expect(new Set(ids).size).toBe(1);
    });

    test('a profile holds several roles and no secret', async () => {
      const { identity } = createParts(database());
      const mary = { email: 'mary@x.test', password: 'secret word' };
      const id = await identity.ensureAccount({ ...mary, name: 'Mary', roles: ['supervisor', 'associate'] });
      expect(await identity.signIn(mary, 'a')).toMatchObject({
        value: { profile: { id, name: 'Mary', email: 'mary@x.test', roles: ['associate', 'supervisor'] } },
      });
    });
  });

  describe('signing in', () => {
    test('with the right password, gives a cookie that says who it is', async () => {
      const { identity, signedIn, clock } = await signedInAda();
      expect(Date.parse(signedIn.expiresAt)).toBe(clock.millis() + 12 * hour);
      const known = await identity.identifyAssociate(cookie(signedIn.secret));
      expect(known).toMatchObject({
        signInId: signedIn.signInId,
        profile: { email: ada.email, name: 'Ada' },
      });
    });

    test('keeps only a hash of the secret', async () => {
      const { signedIn } = await signedInAda();
      const rows = await database()
        .db.selectFrom('sign_in')
        .selectAll()
        .where('id', '=', signedIn.signInId)
        .execute();
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toContain(signedIn.secret);
      expect(rows[0]?.secret_hash).toBe(hashSecret(signedIn.secret));
    });

    test('a wrong password, an unknown e-mail and a disabled account are refused alike', async () => {
      const { identity, clock } = createParts(database());
      const id = await identity.ensureAccount({ ...ada, email: 'gone@x.test' });
      await database()
        .db.updateTable('account')
        .set({ disabled_at: clock.now() })
        .where('id', '=', id)
        .execute();
      for (const given of [
        { email: ada.email, password: 'wrong' },
        { email: 'nobody@x.test', password: ada.password },
        { email: 'gone@x.test', password: ada.password },
      ]) {
        expect(await identity.signIn(given, '192.0.2.2')).toEqual({
          ok: false,
          problem: { code: 'wrong-credentials' },
        });
      }
    });

    test('an unknown e-mail costs as much time as a wrong password', async () => {
      const { identity } = createParts(database());
      const time = async (email: string, address: string) => {
        const start = performance.now();
        await identity.signIn({ email, password: 'wrong' }, address);
        return performance.now() - start;
      };
      await time(ada.email, 'warm');
      const known: number[] = [];
      const unknown: number[] = [];
      for (let n = 0; n < 7; n += 1) {
        known.push(await time(ada.email, `a${String(n)}`));
        unknown.push(await time(`nobody${String(n)}@x.test`, `b${String(n)}`));
      }
      const median = (times: number[]) => times.sort((one, other) => one - other)[3] ?? 0;
      expect(median(unknown)).toBeGreaterThan(median(known) / 3);
    });

    test('guessing is slowed, for that address, and ends with the window', async () => {
      const { identity, clock } = createParts(database());
      const guess = (address: string) => identity.signIn({ email: ada.email, password: 'wrong' }, address);
      for (let n = 0; n < 8; n += 1) await guess('192.0.2.3');
      expect(await identity.signIn(ada, '192.0.2.3')).toEqual({
        ok: false,
        problem: { code: 'rate-limited', detail: '900 s' },
      });
      expect(await identity.signIn(ada, '192.0.2.4')).toMatchObject({ ok: true });
      clock.advance(15 * 60_000);
      expect(await identity.signIn(ada, '192.0.2.3')).toMatchObject({ ok: true });
    });

    test('one address cannot try one password on everybody', async () => {
      const { identity } = createParts(database());
      for (let n = 0; n < 60; n += 1) {
        await identity.signIn({ email: `someone${String(n)}@x.test`, password: 'spring' }, '192.0.2.5');
      }
      expect(await identity.signIn(ada, '192.0.2.5')).toMatchObject({ problem: { code: 'rate-limited' } });
    });
  });

  describe('changing the password', () => {
    const change = { current: 'correct horse', next: 'battery staple' };
    const someone = { email: 'change@x.test', password: change.current };

    async function signedInTwice() {
      const parts = createParts(database());
      await parts.identity.ensureAccount({ ...ada, ...someone });
      const open = async () => {
        const outcome = await parts.identity.signIn(someone, '192.0.2.9');
        if (!outcome.ok) throw new Error(outcome.problem.code);
        return outcome.value;
      };
      return { ...parts, here: await open(), elsewhere: await open() };
    }

    test('with a wrong one changes nothing, and cannot be tried for ever', async () => {
      const { identity, here, elsewhere } = await signedInTwice();
      const wrong = { ...change, current: 'a guess' };
      for (let attempt = 0; attempt < 8; attempt += 1)
        expect(await identity.changePassword(here, wrong, 'a')).toMatchObject({
          problem: { code: 'wrong-password' },
        });
      expect(await identity.changePassword(here, change, 'a')).toMatchObject({
        problem: { code: 'rate-limited' },
      });
      expect(await identity.identifyAssociate(cookie(elsewhere.secret))).toBeDefined();
      expect((await identity.signIn(someone, 'b')).ok).toBe(true);
    });

    test('ends what is signed in elsewhere, and from then on only the new one opens the door', async () => {
      const { identity, bus, here, elsewhere } = await signedInTwice();
      const ended: string[] = [];
      bus.subscribe(signedOut, ({ signInId }) => void ended.push(signInId));
      expect(await identity.changePassword(here, change, 'a')).toMatchObject({ ok: true });
      await setImmediate();
      expect(ended).toContain(elsewhere.signInId);
      expect(ended).not.toContain(here.signInId);
      expect(await identity.identifyAssociate(cookie(elsewhere.secret))).toBeUndefined();
      expect(await identity.identifyAssociate(cookie(here.secret))).toBeDefined();
      expect(await identity.signIn(someone, 'b')).toMatchObject({ problem: { code: 'wrong-credentials' } });
      expect((await identity.signIn({ ...someone, password: change.next }, 'b')).ok).toBe(true);
    });
  });

  describe('being signed in', () => {
    test('lasts twelve hours after the last use', async () => {
      const { identity, signedIn, clock } = await signedInAda();
      clock.advance(11 * hour);
      const used = await identity.identifyAssociate(cookie(signedIn.secret));
      expect(Date.parse(used?.expiresAt ?? '')).toBe(clock.millis() + 12 * hour);
      clock.advance(11 * hour);
      expect(Date.parse((await identity.renew(signedIn.signInId)) ?? '')).toBe(clock.millis() + 12 * hour);
      clock.advance(12 * hour);
      expect(await identity.identifyAssociate(cookie(signedIn.secret))).toBeUndefined();
      expect(await identity.renew(signedIn.signInId)).toBeUndefined();
    });

    test('ends with signing out, everywhere', async () => {
      const { identity, signedIn, bus } = await signedInAda();
      const ended: string[] = [];
      bus.subscribe(signedOut, ({ signInId }) => void ended.push(signInId));
      await identity.signOut(signedIn.signInId);
      await setImmediate();
      expect(ended).toEqual([signedIn.signInId]);
      expect(await identity.identifyAssociate(cookie(signedIn.secret))).toBeUndefined();
    });

    test('ends when the account is disabled', async () => {
      const parts = createParts(database());
      const id = await parts.identity.ensureAccount({ ...ada, email: 'leaving@x.test' });
      const outcome = await parts.identity.signIn({ email: 'leaving@x.test', password: ada.password }, 'a');
      const secret = outcome.ok ? outcome.value.secret : '';
      expect(await parts.identity.identifyAssociate(cookie(secret))).toBeDefined();
      await database()
        .db.updateTable('account')
        .set({ disabled_at: parts.clock.now() })
        .where('id', '=', id)
        .execute();
      expect(await parts.identity.identifyAssociate(cookie(secret))).toBeUndefined();
    });

    test.each([
      undefined,
      '',
      'parley_session=',
      'parley_session=short',
      `parley_session=${'A'.repeat(43)}`,
      `parley_session=${"'; drop table account; --".padEnd(43, 'x')}`,
      `xparley_session=${'A'.repeat(43)}`,
      ';;;=;='.repeat(1_000),
    ])('a cookie that is not ours is nobody: %j', async (header) => {
      expect(await createParts(database()).identity.identifyAssociate(header)).toBeUndefined();
    });

    test('ended sign-ins are cleared away, at once and every hour', async () => {
      const { identity, signedIn, clock } = await signedInAda();
      const isKept = async () => {
        const rows = await database().db.selectFrom('sign_in').select('id').execute();
        return rows.some(({ id }) => id === signedIn.signInId);
      };
      await identity.start();
      clock.advance(12 * hour - 1);
      expect(await isKept()).toBe(true);
      clock.advance(hour);
      await expect.poll(isKept).toBe(false);
      identity.stop();
    });
  });
});
