import type { Messages } from '../catalogue.ts';
import { launcherEn } from './launcher.en.ts';

/** The customer's side: plain words, no jargon. */
export const widgetEn = {
  ...launcherEn,
  'common.try-again': 'Try again',

  'frame.title': 'Call with {company}',
  'frame.expand': 'Fill the window',
  'frame.shrink': 'Back to the corner',

  'preparing.title': 'May we use your camera and microphone?',
  'preparing.title-audio': 'May we use your microphone?',
  'preparing.hint': 'Your browser asks you now. Please answer its question to go on.',
  'requesting.title': 'One moment',
  'requesting.hint': 'We are connecting you.',

  'waiting.title': 'Waiting for an associate',
  'waiting.soon': 'Someone will be with you shortly.',
  'waiting.next': 'You are next.',
  'waiting.place': 'You are number {place} in the queue.',

  'picture.associate': 'Associate video',
  'picture.self': 'Your video',
  'picture.associate-camera': 'Associate camera',
  'picture.screen': '{name} is showing you a screen.',
  'control.mute': 'Mute',
  'control.camera': 'Camera',
  'control.pause': 'Pause',
  'control.end': 'End call',
  'control.messages': 'Messages',
  'control.flip': 'Switch between front and back camera',

  'devices.title': 'Camera and sound',
  'devices.microphone': 'Microphone',
  'devices.camera': 'Camera',
  'devices.speaker': 'Speaker',
  'devices.default': 'Standard',
  'devices.unnamed': 'Device {number}',
  'devices.level': 'Level of your microphone',
  'devices.none': 'No devices to choose from.',

  'call.associate': 'The associate',
  'call.duration': 'Call duration',
  'call.sound-only': 'You hear each other',
  'call.picture-coming': 'The picture is on its way',
  'call.muted-them': 'Microphone off',
  'call.speaking-muted': 'You are muted. Nobody can hear you.',
  'sound.tap': 'Tap to hear',

  'network.weak-own': 'Your connection is weak. Picture and sound may suffer.',
  'network.weak-other': 'The connection of {name} is weak. Picture and sound may suffer.',
  'network.returns': 'Picture and sound are coming back.',

  'hold.title': 'On hold',
  'hold.by-you': 'You paused the call. Nobody sees or hears you. Press Pause to go on.',
  'hold.by-other': '{name} will be right back. Nobody sees or hears you meanwhile.',

  'recording.ask': 'Record this call?',
  'recording.ask-text':
    '{company} would like to record picture and sound of this call. It goes on either way.',
  'recording.told': 'This call is being recorded.',
  'recording.told-read': 'Understood',
  'recording.on': 'Recording',
  'ask.allow': 'Allow',
  'ask.decline': 'Decline',

  'people.others': 'Also in this call',
  'people.joined': '{name} joined.',
  'people.left': '{name} left.',
  'people.lead': 'You are talking with {name} now.',
  'transfer.connecting': 'You are being connected with {name}.',
  'transfer.apart':
    '{name} is having a word with {other} and will be right back. They do not hear you meanwhile.',

  'away.title': '{name} lost the connection',
  'away.countdown': 'We wait for {seconds} s. You need not do anything.',

  'reconnect.title': 'Reconnecting',
  'reconnect.kept': 'Your connection was interrupted. The call is kept for you for {seconds} s.',
  'reconnect.trying': 'Your connection was interrupted. We keep trying.',
  'reconnect.now': 'Try now ({seconds} s)',

  'ended.title': 'Call ended',
  'ended.associate-exited': '{name} ended the call.',
  'ended.customer-ended': 'You ended the call.',
  'ended.customer-cancelled': 'You stopped waiting.',
  'ended.customer-lost': 'Your connection was gone for too long.',
  'ended.associate-lost': '{name} lost the connection and did not come back.',
  'ended.nobody-available': 'Nobody is available right now. Please try again a little later.',
  'ended.unknown': 'This conversation is over.',
  'ended.duration': 'You talked for {duration}.',
  'ended.back': 'Back to the page',
  'ended.again': 'Call again',
  'failed.title': 'That did not work',
  'elsewhere.title': 'Your call goes on in another tab',
  'elsewhere.hint': 'You can bring it to this page.',
  'elsewhere.here': 'Continue here',

  'trouble.blocked.both': 'Camera and microphone are blocked for this page.',
  'trouble.blocked.camera': 'The camera is blocked for this page.',
  'trouble.blocked.microphone': 'The microphone is blocked for this page, so nobody can hear you.',
  'trouble.missing.both': 'No camera and no microphone found.',
  'trouble.missing.camera': 'No camera found.',
  'trouble.missing.microphone': 'No microphone found, so nobody can hear you.',
  'trouble.in-use.both': 'Another program is using camera and microphone.',
  'trouble.in-use.camera': 'Another program is using the camera.',
  'trouble.in-use.microphone': 'Another program is using the microphone, so nobody can hear you.',
  'trouble.failed.both': 'Camera and microphone did not start.',
  'trouble.failed.camera': 'The camera did not start.',
  'trouble.failed.microphone': 'The microphone did not start, so nobody can hear you.',
  'unblock.chrome':
    'Press the symbol at the left of the address, switch Camera and Microphone on, then try again. The call goes on meanwhile.',
  'unblock.firefox':
    'Press the crossed-out symbol beside the address, remove the block, then try again. The call goes on meanwhile.',
  'unblock.safari':
    'In the Safari menu choose Settings for This Website, set Camera and Microphone to Allow, then try again. The call goes on meanwhile.',
  'unblock.safari-phone':
    'Tap the symbol in the address bar, then Website Settings, set Camera and Microphone to Allow, then try again. The call goes on meanwhile.',
  'remedy.missing.camera': 'The call goes on with sound alone. Plug a camera in and try again to be seen.',
  'remedy.missing.microphone': 'You still see and hear the associate. Plug a microphone in and try again.',
  'remedy.in-use.camera':
    'Close the other program, for example a video meeting, and try again. The call goes on with sound alone.',
  'remedy.in-use.microphone': 'Close the other program, for example a video meeting, and try again.',
  'remedy.failed.camera':
    'Unplug it and plug it in again, or choose another one. The call goes on with sound alone.',
  'remedy.failed.microphone': 'Unplug it and plug it in again, or choose another one.',
} as const satisfies Messages;
