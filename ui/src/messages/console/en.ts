import type { Messages } from '../catalogue.ts';

/** Administration. */
export const consoleEn = {
  'console.name': 'Administration',
  'console.home': 'Parley Administration: go to the start',
  'console.sections': 'Sections',
  'console.desk': 'Associate Desktop',
  'sign-in.lead': 'Administration: what Parley does, and for whom.',

  'start.title': 'Administration',
  'start.text': 'What there is to look after here.',
  'start.outbox': 'Outbox',
  'start.outbox-text': 'Every email and SMS that left, or would have.',

  'forbidden.title': 'This page is not for your role',
  'forbidden.text': 'Administrators can open it. Ask one of them if you need something from here.',

  'outbox.title': 'Outbox',
  'outbox.text':
    'Every email and SMS, newest first. What has no provider goes nowhere else and can be read here.',
  'outbox.loading': 'Loading…',
  'outbox.failed': 'The outbox could not be loaded.',
  'outbox.stale': 'New messages can’t be fetched at the moment.',
  'outbox.empty': 'Nothing has left yet',
  'outbox.empty-text': 'An invitation sent by email or SMS shows up here at once.',
  'outbox.older': 'Show older ones',
  'outbox.messages': 'Messages',
  'outbox.choose': 'Choose a message to read it.',
  'outbox.email': 'Email',
  'outbox.sms': 'SMS',
  'outbox.to': 'To',
  'outbox.at': 'Written',
  'outbox.by': 'Sent by',
  'outbox.by-outbox': 'Nobody: it stays in this outbox',
  'outbox.failure': 'Why not',
  'outbox.as-html': 'As it looks',
  'outbox.as-text': 'As text',
  'outbox.html-name': 'The email as it looks',
  'outbox.attachments': 'Attachments',
  'outbox.download': 'Download {name}, {size}',
  'outbox.status.waiting': 'Waiting',
  'outbox.status.sending': 'Sending',
  'outbox.status.sent': 'Sent',
  'outbox.status.delivered': 'Delivered',
  'outbox.status.undelivered': 'Not delivered',
  'outbox.status.unknown': 'Perhaps sent',
  'outbox.status.failed': 'Failed',
} as const satisfies Messages;
