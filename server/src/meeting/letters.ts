import type { MeetingPerson } from '@parley/protocol';
import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { OutgoingMessage } from '../outbound/message.ts';
import { filled, meetingWords } from './words.ts';

export type Occasion = 'invited' | 'changed' | 'cancelled';

/** What a letter about a meeting needs to know of it. */
export interface MeetingFacts {
  readonly id: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly createdAt: Date;
  readonly sequence: number;
  readonly code: string;
  readonly link: string;
  readonly hasPin: boolean;
  /** Only while it is known: it is kept as a hash. */
  readonly pin: string | undefined;
  readonly host: { readonly name: string; readonly email: string };
  readonly timeZone: string;
  readonly language: 'en' | 'de';
}

/** A calendar's entry for one person (RFC 5546): a request, or its cancellation. */
export function calendarOf(meeting: MeetingFacts, person: MeetingPerson, occasion: Occasion): string {
  const isOver = occasion === 'cancelled';
  const calendar = ical({
    prodId: { company: 'parley', product: 'parley' },
    method: isOver ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  calendar.createEvent({
    id: `${meeting.id}@parley`,
    sequence: meeting.sequence,
    start: meeting.startsAt,
    end: meeting.endsAt,
    stamp: new Date(),
    created: meeting.createdAt,
    summary: meeting.title,
    location: meeting.link,
    url: meeting.link,
    description: lines(meeting).join('\n'),
    status: isOver ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: meeting.host.name, email: meeting.host.email },
    attendees: [
      {
        name: person.name,
        email: person.email ?? '',
        rsvp: !isOver,
        status: ICalAttendeeStatus.NEEDSACTION,
      },
    ],
  });
  return calendar.toString();
}

/** The letter for one person: an e-mail with a calendar's entry, or an SMS where only a phone is known. */
export function letterTo(person: MeetingPerson, meeting: MeetingFacts, occasion: Occasion): OutgoingMessage {
  const words = meetingWords[meeting.language];
  const values = {
    title: meeting.title,
    host: meeting.host.name,
    name: person.name,
    link: meeting.link,
    time: timeOf(meeting),
  };
  if (person.email === undefined)
    return { kind: 'sms', to: person.phone ?? '', text: filled(words.sms[occasion], values).slice(0, 640) };
  const head = [filled(words.greeting, values), '', filled(words[occasion], values), ''];
  const text = [...head, ...(occasion === 'cancelled' ? [`${words.when}: ${values.time}`] : lines(meeting))];
  return {
    kind: 'email',
    to: person.email,
    subject: filled(words.subject[occasion], values).slice(0, 200),
    text: text.join('\n'),
    attachments: [
      {
        name: 'meeting.ics',
        type: `text/calendar; method=${occasion === 'cancelled' ? 'CANCEL' : 'REQUEST'}`,
        content: Buffer.from(calendarOf(meeting, person, occasion)),
      },
    ],
  };
}

function lines(meeting: MeetingFacts): string[] {
  const words = meetingWords[meeting.language];
  const known = filled(words.pinKnown, { host: meeting.host.name });
  return [
    `${words.when}: ${timeOf(meeting)}`,
    `${words.link}: ${meeting.link}`,
    `${words.code}: ${meeting.code}`,
    ...(meeting.hasPin ? [`${words.pin}: ${meeting.pin ?? known}`] : []),
  ];
}

function timeOf({ startsAt, language, timeZone }: MeetingFacts): string {
  const format = new Intl.DateTimeFormat(meetingWords[language].locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone,
  });
  return `${format.format(startsAt)} (${timeZone})`;
}
