import type { Messages } from '../catalogue.ts';

/** Writing to phone numbers: out of a call, and in conversations. */
export const deskSmsEn = {
  'sms.open': 'Send SMS',
  'sms.text': 'It goes to a phone, also when that person has left this page. The record keeps it.',
  'sms.number': 'Phone number',
  'sms.number-missing': 'Please enter a phone number.',
  'sms.write': 'Text of the SMS',
  'sms.canned': 'Texts at hand',
  'sms.canned-choose': 'Choose a text',
  'sms.send': 'Send',
  'sms.segments': { one: '{count} SMS', other: '{count} SMS' },
  'sms.left': { one: '{count} character left in it', other: '{count} characters left in it' },
  'sms.left-last': {
    one: '{count} character left in the last one',
    other: '{count} characters left in the last one',
  },
  'sms.ucs2': 'With this character an SMS holds 70 instead of 160.',
  'sms.list': 'SMS of this call',
  'sms.to': 'To {number}',
  'sms.replies-to': 'Answers go to {name}, whose conversation this is.',
  'sms.waiting': 'Waiting to be sent',
  'sms.waiting-because': 'Waiting: the SMS provider can’t be reached. It is tried again by itself.',
  'sms.sending': 'Sending…',
  'sms.sent': 'Sent',
  'sms.delivered': 'Delivered',
  'sms.undelivered': 'Not delivered: the phone could not be reached',
  'sms.failed': 'Not sent: the SMS provider refused it',
  'sms.failed-stopped': 'Not sent: this number has written STOP',
  'sms.unknown': 'Perhaps sent: the SMS provider did not answer. It is not sent again.',
  'sms.failed-load': 'The SMS of this call could not be loaded.',
  'event.sms-sent': '{name} sent an SMS to {number}: {text}',
} as const satisfies Messages;
