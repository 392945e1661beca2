import { problems } from '@parley/protocol/problem';
import { describe, expect, test } from 'vitest';
import { preferredLanguage, translator, type Message } from './catalogue.ts';
import { consoleMessages } from './console/index.ts';
import { deskMessages } from './desk/index.ts';
import { joinMessages } from './join/index.ts';
import { widgetMessages } from './widget/index.ts';
import { secondDeviceMessages } from './widget/second-device.ts';

const forms = (message: Message): string[] =>
  typeof message === 'string' ? [message] : [message.one, message.other];

/** Names to fill in; the singular may leave the count out ("one waiting"). */
const names = (message: Message): string[] =>
  [
    ...new Set(forms(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))),
  ].sort();

const catalogues = [
  ['desk', deskMessages],
  ['console', consoleMessages],
  ['widget', widgetMessages],
  ['join', joinMessages],
] as const;

describe.each([...catalogues, ['second device', secondDeviceMessages] as const])(
  'the %s catalogue',
  (_name, { en, de }) => {
    test('has the same keys in each language', () => {
      expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
    });

    test('fills the same names into each language, and says something everywhere', () => {
      const namesByKey = (messages: Readonly<Record<string, Message>>) =>
        Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, names(message)]));
      expect(namesByKey(de)).toEqual(namesByKey(en));
      const silent = [en, de].flatMap((messages: Readonly<Record<string, Message>>) =>
        Object.keys(messages).filter((key) => forms(messages[key]!).some((text) => text.trim() === '')),
      );
      expect(silent).toEqual([]);
    });
  },
);

describe.each(catalogues)('the %s catalogue', (_name, { en, de }) => {
  test('has a sentence for each problem in each language', () => {
    for (const code of Object.keys(problems)) {
      expect(en).toHaveProperty([`problem.${code}`], expect.stringMatching(/\.$/));
      expect(de).toHaveProperty([`problem.${code}`], expect.stringMatching(/\.$/));
    }
  });
});

describe('translator', () => {
  const catalogue = {
    en: {
      waiting: { one: '{count} waiting for {name}', other: '{count} waiting for {name}s' },
      hello: 'Hello',
    },
    de: { waiting: { one: '{count} wartet auf {name}', other: '{count} warten auf {name}' }, hello: 'Hallo' },
  } as const;

  test('chooses the plural form and writes numbers the way the language does', () => {
    expect(translator(catalogue, 'en')('waiting', { count: 1, name: 'Bo' })).toBe('1 waiting for Bo');
    expect(translator(catalogue, 'en')('waiting', { count: 1200, name: 'Bo' })).toBe('1,200 waiting for Bos');
    expect(translator(catalogue, 'de')('waiting', { count: 1200, name: 'Bo' })).toBe('1.200 warten auf Bo');
  });

  test('does not read braces inside a value', () => {
    expect(translator(catalogue, 'en')('waiting', { count: 1, name: '{count}' })).toBe(
      '1 waiting for {count}',
    );
  });
});

test.each([
  [['de-CH', 'en'], 'de'],
  [['fr', 'de'], 'de'],
  [['fr'], 'en'],
  [[], 'en'],
])('a person who reads %j gets %s', (wanted, language) => {
  expect(preferredLanguage(wanted)).toBe(language);
});
