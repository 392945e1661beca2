import type { Messages } from '../catalogue.ts';

/** The customer's side: plain words, no jargon. */
export const widgetEn = {
  'start.video': 'Video call',
  'start.audio': 'Audio call',
  'waiting.title': 'Waiting for an associate',
  'waiting.next': 'You are next.',
  'waiting.place': 'You are number {place} in the queue.',
  'picture.associate': 'Associate video',
  'picture.self': 'Your video',
  'control.mute': 'Mute',
  'control.camera': 'Camera',
  'control.pause': 'Pause',
  'control.end': 'End call',
  'control.messages': 'Messages',
  'ended.title': 'Call ended',
} as const satisfies Messages;
