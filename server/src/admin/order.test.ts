import { expect, test } from 'vitest';
import { readOrder } from './order.ts';

const account = ['create-account', '--email', 'ada@x.test', '--name', 'Ada', '--role', 'associate'];
const application = ['create-application', '--client-id', 'shop', '--name', 'Shop', '--team', 'Support'];
const shop = ['--origin', 'https://shop.test'];

test('an order is read off the command line', () => {
  expect(readOrder([...account, '--role', 'administrator', '--team', 'Support'])).toEqual({
    ok: true,
    order: {
      command: 'create-account',
      email: 'ada@x.test',
      name: 'Ada',
      role: ['associate', 'administrator'],
      team: 'Support',
    },
  });
  expect(readOrder([...application, ...shop])).toMatchObject({
    ok: true,
    order: { origin: ['https://shop.test'], color: '#0f5c63' },
  });
});

test.each([
  ['no command', [], 'There is no such command'],
  ['another command', ['drop-everything'], 'There is no such command'],
  ['a password among the arguments', [...account, '--password', 'x'], /password/],
  ['an option of the other command', [...account, ...shop], '--origin does not belong here'],
  ['no e-mail', account.slice(0, 1).concat(account.slice(3)), /^--email/],
  ['an e-mail that is none', [...account.slice(0, 2), 'ada', ...account.slice(3)], /^--email/],
  ['a name given twice', [...account, '--name', 'Grace'], /^--name/],
  ['a role that is none', [...account, '--role', 'king'], '--role is none of the roles'],
  ['no origin', application, '--origin is missing'],
  [
    'an origin with a path',
    [...application, '--origin', 'https://shop.test/'],
    /^--origin must be an origin/,
  ],
  ['an origin of another kind', [...application, '--origin', 'null'], /^--origin must be an origin/],
  ['a colour that is none', [...application, ...shop, '--color', 'red'], /^--color/],
])('%s is explained', (_what, args, sentence) => {
  const outcome = readOrder(args);
  expect(outcome.ok ? [] : outcome.sentences).toContainEqual(
    typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
  );
});
