/**
 * The words on the screen. A catalogue holds every message in every language; `translator` picks the language once
 * and returns a typed `t(key, values)`. No framework and no formatting of our own: numbers and plurals are `Intl`'s.
 */

/** A sentence with `{names}` to fill in, or one for each plural form of `{count}`. */
export type Message = string | { readonly one: string; readonly other: string };
export type Messages = Readonly<Record<string, Message>>;

/** What a translation of `Source` must hold: the same keys, plural where the source is plural. */
export type Translation<Source extends Messages> = {
  readonly [Key in keyof Source]: Source[Key] extends string
    ? string
    : { readonly one: string; readonly other: string };
};

export type Language = 'en' | 'de';
export type Catalogue<Source extends Messages> = { readonly en: Source; readonly de: Translation<Source> };

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
type NamesOf<M extends Message> = M extends string
  ? NamesIn<M>
  : M extends { one: infer One extends string; other: infer Other extends string }
    ? NamesIn<One> | NamesIn<Other> | 'count'
    : never;
type Values<M extends Message> = {
  readonly [Name in NamesOf<M>]: Name extends 'count' ? number : string | number;
};
type Rest<M extends Message> = [NamesOf<M>] extends [never] ? [] : [values: Values<M>];

/** Says the message `key`; what it names in braces must be given. Numbers are written as the language writes them. */
export type Translator<Source extends Messages> = <Key extends keyof Source>(
  key: Key,
  ...values: Rest<Source[Key]>
) => string;

/** The first language the person reads that the catalogue has; English otherwise. */
export function preferredLanguage(wanted: readonly string[]): Language {
  const known = wanted.map((tag) => tag.slice(0, 2).toLowerCase());
  return known.find((tag): tag is Language => tag === 'en' || tag === 'de') ?? 'en';
}

export function translator<const Source extends Messages>(
  catalogue: Catalogue<Source>,
  language: Language,
): Translator<Source> {
  const messages: Messages = catalogue[language];
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (key, ...[values]) => {
    const given: Readonly<Record<string, string | number>> = values ?? {};
    const text = formOf(messages[String(key)] ?? String(key), given['count'], plural);
    return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = given[name] ?? '';
      return typeof value === 'number' ? number.format(value) : value;
    });
  };
}

function formOf(message: Message, count: string | number | undefined, plural: Intl.PluralRules): string {
  if (typeof message === 'string') return message;
  return plural.select(Number(count)) === 'one' ? message.one : message.other;
}
