import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createRealDatabase, eachDatabase } from '../../test/each-database.ts';
import { isUniqueViolation } from './database.ts';
import { migrate } from './migrate.ts';
import { newId } from './ids.ts';
import { createLog } from './log.ts';
import { openDatabase } from './open-database.ts';

eachDatabase('the database', (database) => {
  const team = (name: string) => ({ id: newId<never>(), name, created_at: '2026-01-05T09:00:00.123Z' });

  test('is not migrated twice', async () => {
    expect(await migrate(database().db)).toEqual([]);
  });

  test('refuses a schema from a newer version', async () => {
    const { db } = database();
    await db.transaction().execute(async (tx) => {
      await sql`insert into kysely_migration (name, timestamp) values ('9999_future', '2030-01-01')`.execute(
        tx,
      );
    });
    await expect(migrate(db)).rejects.toThrow('could not be brought to this version');
    await sql`delete from kysely_migration where name = '9999_future'`.execute(db);
  });

  test('gives times back as the moment that was written', async () => {
    const { db } = database();
    const row = await db
      .insertInto('team')
      .values(team('times'))
      .returning('created_at')
      .executeTakeFirstOrThrow();
    expect(row.created_at.toISOString()).toBe('2026-01-05T09:00:00.123Z');
  });

  test('tells a unique violation from other failures', async () => {
    const { db } = database();
    await db.insertInto('team').values(team('twice')).execute();
    const again = db.insertInto('team').values(team('twice')).execute();
    await expect(again).rejects.toSatisfy(isUniqueViolation);
    await expect(sql`select 1/0`.execute(db)).rejects.not.toSatisfy(isUniqueViolation);
  });

  test('keeps nothing of a transaction that fails', async () => {
    const { db } = database();
    const failing = database().transaction(async (tx) => {
      await tx.insertInto('team').values(team('half')).execute();
      throw new Error('second thoughts');
    });
    await expect(failing).rejects.toThrow('second thoughts');
    expect(await db.selectFrom('team').select('id').where('name', '=', 'half').execute()).toEqual([]);
  });

  test('keeps statements outside a transaction out of it', async () => {
    const { db } = database();
    const outside: Promise<unknown>[] = [];
    await database()
      .transaction(async (tx) => {
        await tx.insertInto('team').values(team('inside')).execute();
        outside.push(db.insertInto('team').values(team('outside')).execute());
        await tx.insertInto('team').values(team('inside too')).execute();
        throw new Error('undo');
      })
      .catch(() => {});
    await Promise.all(outside);
    const names = await db.selectFrom('team').select('name').where('name', 'like', '%side%').execute();
    expect(names).toEqual([{ name: 'outside' }]);
  });

  test('runs many transactions at once', async () => {
    const { db } = database();
    const id = newId<never>();
    await db
      .insertInto('team')
      .values({ ...team('counted'), id })
      .execute();
    await Promise.all(
      Array.from({ length: 30 }, () =>
        database().transaction(async (tx) => {
          const { name } = await tx
            .selectFrom('team')
            .select('name')
            .where('id', '=', id)
            .forUpdate()
            .executeTakeFirstOrThrow();
          await tx
            .updateTable('team')
            .set({ name: `${name}+` })
            .where('id', '=', id)
            .execute();
        }),
      ),
    );
    const { name } = await db
      .selectFrom('team')
      .select('name')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(name).toBe(`counted${'+'.repeat(30)}`);
  });

  test('logs a failed statement without its parameters', async () => {
    const lines: string[] = [];
    const log = createLog({
      level: 'trace',
      destination: { write: (line: string) => void lines.push(line) },
    });
    const { db } = database();
    await db.insertInto('team').values(team('hunter2')).execute();
    const failure = await db
      .insertInto('team')
      .values(team('hunter2'))
      .execute()
      .catch((error: unknown) => error);
    log.error({ err: failure }, 'failed');
    expect(lines.join('')).toContain('23505');
    expect(lines.join('')).not.toContain('hunter2');
  });

  test('answers a ping', async () => {
    await expect(database().ping(1_000)).resolves.toBeUndefined();
  });
});

test('several servers may start at once on one new PostgreSQL', async () => {
  const { url, drop } = await createRealDatabase();
  const log = createLog({ level: 'silent' });
  const servers = await Promise.all(
    [1, 2, 3, 4].map(() => openDatabase({ dataDir: 'unused', databaseUrl: url }, log)),
  );
  const rows = await servers[0]?.db.selectFrom('team').select('id').execute();
  expect(rows).toEqual([]);
  await Promise.all(servers.map((server) => server.close()));
  await drop();
});
