import { expect, test } from 'vitest';
import { isSignedByTwilio } from './twilio.ts';

// The example of https://www.twilio.com/docs/usage/security#validating-requests
const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const fields = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
};
const signature = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';

test('a form that Twilio signed is known as such', () => {
  expect(isSignedByTwilio('12345', url, fields, signature)).toBe(true);
});

test.each<[string, string, string, object, string | undefined]>([
  ['another token', '12346', url, {}, signature],
  ['another address', '12345', `${url}&x=1`, {}, signature],
  ['another field', '12345', url, { Digits: '12345' }, signature],
  ['no signature', '12345', url, {}, undefined],
  ['an empty signature', '12345', url, {}, ''],
  ['a signature of another length', '12345', url, {}, 'AAAA'],
])('with %s it is refused', (_what, token, address, change, given) => {
  expect(isSignedByTwilio(token, address, { ...fields, ...change }, given)).toBe(false);
});
