/** What leaves the house about meetings, in the language that the host works in. */
export interface MeetingWords {
  readonly locale: string;
  readonly subject: { readonly invited: string; readonly changed: string; readonly cancelled: string };
  readonly greeting: string;
  readonly invited: string;
  readonly changed: string;
  readonly cancelled: string;
  readonly when: string;
  readonly link: string;
  readonly code: string;
  readonly pin: string;
  readonly pinKnown: string;
  readonly sms: { readonly invited: string; readonly changed: string; readonly cancelled: string };
}

export const meetingWords: Readonly<Record<'en' | 'de', MeetingWords>> = {
  en: {
    locale: 'en-GB',
    subject: { invited: 'Invitation: {title}', changed: 'Changed: {title}', cancelled: 'Cancelled: {title}' },
    greeting: 'Hello {name},',
    invited: '{host} invites you to a video meeting: {title}.',
    changed: '{host} has changed this video meeting: {title}.',
    cancelled: '{host} has cancelled this video meeting: {title}.',
    when: 'When',
    link: 'Join',
    code: 'Code',
    pin: 'PIN',
    pinKnown: 'the one you have been given, or ask {host}',
    sms: {
      invited: '{host} invites you to a video meeting, {time}: {link}',
      changed: 'Your video meeting with {host} has changed: {time}, {link}',
      cancelled: '{host} has cancelled the video meeting of {time}.',
    },
  },
  de: {
    locale: 'de-DE',
    subject: { invited: 'Einladung: {title}', changed: 'Geändert: {title}', cancelled: 'Abgesagt: {title}' },
    greeting: 'Guten Tag {name},',
    invited: '{host} lädt Sie zu einem Videotreffen ein: {title}.',
    changed: '{host} hat dieses Videotreffen geändert: {title}.',
    cancelled: '{host} hat dieses Videotreffen abgesagt: {title}.',
    when: 'Wann',
    link: 'Teilnehmen',
    code: 'Code',
    pin: 'PIN',
    pinKnown: 'die Ihnen bekannte, oder fragen Sie {host}',
    sms: {
      invited: '{host} lädt Sie zu einem Videotreffen ein, {time}: {link}',
      changed: 'Ihr Videotreffen mit {host} hat sich geändert: {time}, {link}',
      cancelled: '{host} hat das Videotreffen {time} abgesagt.',
    },
  },
};

export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
