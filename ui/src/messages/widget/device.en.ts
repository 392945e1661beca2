import type { Messages } from '../catalogue.ts';

/** The customer's phone beside the page that they called from. */
export const widgetDeviceEn = {
  'device.scan': 'Point your phone’s camera at this code and open the link that it shows.',
  'device.asked': '{name} would like to see through your phone’s camera.',
  'device.sent': '{name} has sent a link to your phone. Open it there to show what its camera sees.',
  'device.code': 'Code for your phone',
  'device.type-it': 'Or open this address on the phone:',
  'device.left': 'Works once, for another {time}.',
  'device.loading': 'One moment…',
  'device.no-code': 'The code could not be made. Please try again.',
  'device.not-now': 'Not now',
  'device.here': 'Your phone’s camera is in the call.',
  'device.away': 'Your phone’s connection is lost. It comes back by itself, or not at all.',
  'device.sound-there': 'You speak and hear on your phone.',
  'device.sound-here': 'Use sound here',
  'device.remove': 'Stop using phone',
} as const satisfies Messages;
