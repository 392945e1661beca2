import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { maxNumberLength } from '@parley/protocol';

const isCountry = (code: string): code is CountryCode => /^[A-Z]{2}$/.test(code);

/**
 * A number as people write it, in E.164; undefined when it is none that an SMS can go to. One without its country is taken
 * to be of `country` (ISO 3166-1 alpha-2).
 */
export function readNumber(written: string, country: string): string | undefined {
  if (written.length > maxNumberLength) return undefined;
  const number = parsePhoneNumberFromString(written.trim(), {
    ...(isCountry(country) && { defaultCountry: country }),
    extract: false,
  });
  if (!number?.isValid() || number.ext !== undefined) return undefined;
  return number.number;
}

/** A number in E.164 with the blanks that people put in it. */
export const writtenNumber = (number: string): string =>
  parsePhoneNumberFromString(number)?.formatInternational() ?? number;
