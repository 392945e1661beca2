import { expect, test } from 'vitest';
import { createManualClock } from '../../test/manual-clock.ts';
import { eachDatabase } from '../../test/each-database.ts';
import { newId } from '../platform/ids.ts';
import { createJobs } from '../platform/jobs.ts';
import { createLog } from '../platform/log.ts';
import { refuse, succeed } from '../platform/outcome.ts';
import { Entrances, type Door } from './entrances.ts';

const hourMs = 3_600_000;

eachDatabase('entrances', (database) => {
  function start() {
    const clock = createManualClock();
    const jobs = createJobs({ database: database(), log: createLog({ level: 'silent' }) });
    const entrances = new Entrances({ database: database(), clock, jobs });
    const later = (ms: number) => new Date(clock.millis() + ms).toISOString();
    const entered = { engagementId: newId<never>(), participantId: newId<never>(), token: 'token' };
    /** A door with the PIN 4711 that says what it was asked for. */
    const door: Door = {
      look: (subjectId, { pin }) =>
        Promise.resolve(
          pin === undefined
            ? refuse('pin-needed')
            : pin === '4711'
              ? succeed({
                  kind: 'meeting' as const,
                  title: subjectId,
                  hostName: 'Ada',
                  startsAt: clock.now(),
                  endsAt: clock.now(),
                  isHostThere: true,
                  brandColor: '#000000',
                  companyName: 'Bank',
                })
              : refuse('pin-wrong'),
        ),
      enter: () => Promise.resolve(succeed(entered)),
    };
    entrances.addDoor('meeting', door);
    const open = (subjectId: string, ms = hourMs) =>
      database().transaction((tx) => entrances.open(tx, 'meeting', subjectId, later(ms)));
    return { clock, entrances, open, later, entered };
  }

  test('a code leads to the door of its kind, however it is typed', async () => {
    const { entrances, open, entered } = start();
    const subjectId = newId<string>();
    const code = await open(subjectId);
    const typed = `${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`;
    expect(await entrances.look({ code: typed, pin: '4711' }, '1.1.1.1')).toMatchObject({
      ok: true,
      value: { kind: 'meeting', title: subjectId },
    });
    expect(await entrances.enter({ code, name: 'Bea', camera: true }, '1.1.1.1')).toEqual({
      ok: true,
      value: entered,
    });
    expect(await entrances.look({ code }, '1.1.1.1')).toEqual(refuse('pin-needed'));
  });

  test('an expired code says so for a month, and was then never there', async () => {
    const { clock, entrances, open, later } = start();
    const code = await open(newId<string>());
    clock.advance(hourMs);
    expect(await entrances.look({ code, pin: '4711' }, '1.1.1.2')).toEqual(refuse('code-expired'));
    await database().transaction((tx) => entrances.keepUntil(tx, code, later(hourMs)));
    expect(await entrances.look({ code, pin: '4711' }, '1.1.1.2')).toMatchObject({ ok: true });
    clock.advance(31 * 24 * hourMs);
    await entrances.purge();
    expect(await entrances.look({ code, pin: '4711' }, '1.1.1.2')).toEqual(refuse('code-unknown'));
    expect(await entrances.look({ code: 'ACDEFGHJ' }, '1.1.1.2')).toEqual(refuse('code-unknown'));
  });

  test('guessing codes ends after thirty of them, for that address alone', async () => {
    const { clock, entrances, open } = start();
    const code = await open(newId<string>());
    for (let n = 0; n < 30; n += 1)
      expect(await entrances.look({ code: n % 2 === 0 ? 'ACDEFGHJ' : "';--" }, '1.1.1.3')).toEqual(
        refuse('code-unknown'),
      );
    expect(await entrances.look({ code, pin: '4711' }, '1.1.1.3')).toMatchObject({
      ok: false,
      problem: { code: 'rate-limited' },
    });
    expect(await entrances.look({ code, pin: '4711' }, '1.1.1.4')).toMatchObject({ ok: true });
    clock.advance(15 * 60_000);
    expect(await entrances.look({ code, pin: '4711' }, '1.1.1.3')).toMatchObject({ ok: true });
  });

  test('guessing a PIN ends after eight tries from one address, and after sixty from everywhere', async () => {
    const { entrances, open } = start();
    const [code, other] = [await open(newId<string>()), await open(newId<string>())];
    const limited = { ok: false, problem: { code: 'rate-limited' } };
    for (let n = 0; n < 8; n += 1)
      expect(await entrances.look({ code, pin: String(1_000 + n) }, '1.1.2.0')).toEqual(refuse('pin-wrong'));
    expect(await entrances.look({ code, pin: '4711' }, '1.1.2.0')).toMatchObject(limited);
    expect(await entrances.look({ code: other, pin: '4711' }, '1.1.2.0')).toMatchObject({ ok: true });
    expect(await entrances.look({ code, pin: '4711' }, '1.1.2.1')).toMatchObject({ ok: true });
    for (let n = 8; n < 60; n += 1)
      expect(await entrances.look({ code, pin: '0000' }, `1.1.3.${String(n)}`)).toEqual(refuse('pin-wrong'));
    expect(await entrances.look({ code, pin: '4711' }, '1.1.4.1')).toMatchObject(limited);
  });

  test('guesses that are made at once count like those that wait for each other', async () => {
    const { entrances, open } = start();
    const code = await open(newId<string>());
    const guesses = Array.from({ length: 20 }, () => entrances.look({ code, pin: '0000' }, '1.1.5.0'));
    const wrong = (await Promise.all(guesses)).filter(
      (outcome) => !outcome.ok && outcome.problem.code === 'pin-wrong',
    );
    expect(wrong).toHaveLength(8);
  });
});
