import type { Messages } from '../catalogue.ts';
import { deskAskingEn } from './asking.en.ts';
import { deskCallEn } from './call.en.ts';
import { deskColleagueEn } from './colleague.en.ts';
import { deskConversationEn } from './conversation.en.ts';
import { deskDeviceEn } from './device.en.ts';
import { deskGalleryEn } from './gallery.en.ts';
import { deskHistoryEn } from './history.en.ts';
import { deskInkEn } from './ink.en.ts';
import { deskMeetingEn } from './meeting.en.ts';
import { deskMessageEn } from './message.en.ts';
import { deskRecordEn } from './record.en.ts';
import { deskRecordingEn } from './recording.en.ts';
import { deskSupervisionEn } from './supervision.en.ts';
import { deskSmsEn } from './sms.en.ts';

/** Associate Desktop around the call: signing in, the welcome screen, the queue, ringing, shortcuts. */
export const deskEn = {
  ...deskAskingEn,
  ...deskCallEn,
  ...deskColleagueEn,
  ...deskConversationEn,
  ...deskDeviceEn,
  ...deskGalleryEn,
  ...deskHistoryEn,
  ...deskInkEn,
  ...deskMeetingEn,
  ...deskMessageEn,
  ...deskRecordEn,
  ...deskRecordingEn,
  ...deskSupervisionEn,
  ...deskSmsEn,

  'sign-in.lead': 'Where your customers meet you face to face.',
  'common.unknown-customer': 'Unknown User',
  'common.not-available': 'Not available',

  'status.name': 'Status: {status}',
  'status.choose': 'Status',
  'status.offline': 'Offline',
  'status.available': 'Available',
  'status.away': 'Away',
  'status.on-a-call': 'On a call',
  'status.wrapping-up': 'Wrapping up',
  'status.after-call': 'After the call',
  'status.missed': 'Two calls in a row rang out, so your status is now Away.',
  'status.be-available': 'Be available again',

  'queue.name': { one: 'Queue: {count} waiting', other: 'Queue: {count} waiting' },
  'queue.title': 'Queue',
  'queue.waiting-word': 'waiting',
  'queue.empty': 'Nobody is waiting.',
  'queue.empty-text': 'Whoever asks for a call while everyone is busy shows up here.',
  'queue.waiting': 'Waiting',
  'queue.ringing': 'Ringing',
  'queue.answer': 'Answer',
  'queue.answer-who': 'Answer {name}',
  'queue.busy': 'You can answer the next one when this call is over.',

  'password.title': 'Change password',
  'password.text': 'Wherever else you are signed in, you are signed out.',
  'password.current': 'Password at present',
  'password.next': 'New password',
  'password.too-short': {
    one: 'Please choose at least {count} character.',
    other: 'Please choose at least {count} characters.',
  },
  'password.change': 'Change',
  'password.cancel': 'Cancel',
  'password.done': 'Your password is changed.',

  'name-menu.devices': 'Devices',
  'name-menu.shortcuts': 'Keyboard shortcuts',

  'welcome.morning': 'Good morning, {name}',
  'welcome.afternoon': 'Good afternoon, {name}',
  'welcome.evening': 'Good evening, {name}',
  'welcome.available': 'You are available',
  'welcome.available-text': 'The next call for your team rings here.',
  'welcome.away': 'You are away',
  'welcome.away-text': 'Calls ring at your colleagues meanwhile.',
  'welcome.be-available': 'Be available',
  'welcome.be-away': 'Take a break',
  'welcome.on-a-call': 'You are on a call',
  'welcome.on-a-call-text': 'It goes on while you look around here.',
  'welcome.to-call': 'Back to the call',
  'welcome.wrapping-up': 'You are wrapping up',
  'welcome.wrapping-up-text': 'No call rings until you are done.',
  'welcome.connecting': 'Connecting…',
  'welcome.connecting-text': 'Your status shows in a moment.',
  'welcome.waiting': { one: '{count} customer is waiting', other: '{count} customers are waiting' },
  'welcome.longest-wait': 'longest wait',
  'welcome.nobody-waiting': 'Nobody is waiting',
  'welcome.recent': 'Recent engagements',
  'welcome.recent-customer': 'Customer',
  'welcome.recent-scenario': 'Scenario',
  'welcome.recent-when': 'When',
  'welcome.recent-length': 'Length',
  'welcome.recent-outcome': 'Outcome',
  'welcome.recent-empty': 'No engagements yet',
  'welcome.recent-empty-text':
    'Every call you and your team take is kept here, with all that happened in it.',
  'welcome.recent-failed': 'The recent engagements could not be loaded.',
  'welcome.running': 'Running',
  'welcome.still-waiting': 'Waiting',

  'ready.title': 'Ready for your first call?',
  'ready.text': 'Three things, once, on this computer.',
  'ready.devices': 'Microphone and camera',
  'ready.devices-ask': 'So that customers hear and see you the moment you answer.',
  'ready.devices-allow': 'Allow',
  'ready.devices-done': 'Ready.',
  'ready.devices-blocked':
    'The browser blocks them. Click the icon before the address, allow both, and reload the page.',
  'ready.devices-missing': 'None was found. Plug in a headset or a camera and try again.',
  'ready.devices-in-use': 'Another program is using them. Close it and try again.',
  'ready.devices-failed': 'They could not be started. Unplug them, plug them in again, and try once more.',
  'ready.notifications': 'Notifications',
  'ready.notifications-ask': 'So that a call is not missed while you look at another window.',
  'ready.notifications-allow': 'Allow',
  'ready.notifications-done': 'On.',
  'ready.notifications-blocked': 'The browser blocks them. Calls still ring in this window.',
  'ready.status': 'Be available',
  'ready.status-ask': 'Then calls ring here.',
  'ready.status-done': 'You are.',
  'ready.try-again': 'Try again',
  'ready.dismiss': 'Not now',

  'incoming.video': 'Incoming video call',
  'incoming.audio': 'Incoming audio call',
  'incoming.answer': 'Answer',
  'incoming.decline': 'Decline',
  'incoming.waited': 'Waiting for',
  'incoming.page': 'On the page',
  'incoming.rings-for': 'Seconds left to answer',
  'incoming.answered-by': '{name} has answered.',
  'incoming.customer-gone': 'The customer has hung up.',
  'incoming.from': '{name} · {application}',

  'connection.reconnecting': 'The connection to the server is lost.',
  'connection.next-attempt': 'Next attempt in',
  'connection.now': 'Trying again now…',
  'connection.try-now': 'Try now',
  'connection.replaced.title': 'Parley is open in another window',
  'connection.replaced.text': 'Only one window at a time can take calls. Everything goes on over there.',
  'connection.replaced.use-here': 'Use it here',
  'connection.refused.title': 'This window can’t connect',
  'connection.refused.sign-in': 'Sign in again',

  'shortcuts.title': 'Keyboard shortcuts',
  'shortcuts.everywhere': 'Everywhere',
  'shortcuts.ringing': 'While it rings',
  'shortcuts.call': 'In a call',
  'shortcuts.help': 'Keyboard shortcuts',
  'shortcuts.on': 'Single-key shortcuts',
  'shortcuts.text': 'They rest while you type in a field.',

  'notice.dismiss': 'Dismiss',
  'notice.region': 'Notices',
} as const satisfies Messages;
