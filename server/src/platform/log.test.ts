import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function linesOf(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const log = createLog({ level: 'trace', destination: { write: (line: string) => void lines.push(line) } });
  write(log);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a line is JSON with its level by name and its time in UTC', () => {
  const [line] = linesOf((log) => log.info({ engagementId: 'e1' }, 'engagement requested'));
  expect(line).toMatchObject({ level: 'info', engagementId: 'e1', msg: 'engagement requested' });
  expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
});

test.each([
  ['at the top', { password: 'hunter2', token: 'hunter2', cookie: 'hunter2' }],
  ['one level down', { request: { authorization: 'hunter2', body: 'hunter2' } }],
  ['two levels down', { request: { headers: { cookie: 'hunter2', authorization: 'hunter2' } } }],
  ['customer content', { attributes: [{ key: 'customer.name', value: 'hunter2' }], context: ['hunter2'] }],
  ['what the media says', { sdp: 'hunter2', message: { sdp: 'hunter2' }, offer: 'hunter2' }],
])('secrets and content never reach a line: %s', (_where, fields) => {
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) {
    const lines = linesOf((log) => log[level](fields, 'a line'));
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('hunter2');
    expect(JSON.stringify(lines)).toContain('[redacted]');
  }
});

test('a child keeps the same discretion', () => {
  const lines = linesOf((log) => log.child({ part: 'gateway' }).warn({ token: 'hunter2' }, 'refused'));
  expect(JSON.stringify(lines)).not.toContain('hunter2');
});

test('an error is logged with its cause, but not with what it was working on', () => {
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'hunter2',
    params: ['hunter2'],
  });
  const [line] = linesOf((log) => log.error({ err: new Error('could not append', { cause }) }, 'failed'));
  expect(line?.['err']).toMatchObject({
    type: 'Error',
    message: 'could not append',
    cause: { message: 'duplicate key', code: '23505' },
  });
  expect(JSON.stringify(line)).not.toContain('hunter2');
});

test('something thrown that is no error does not reach a line', () => {
  const [line] = linesOf((log) => log.error({ err: { customerSaid: 'hunter2' } }, 'failed'));
  expect(JSON.stringify(line)).not.toContain('hunter2');
});
