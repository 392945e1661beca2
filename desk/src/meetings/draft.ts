import type { MeetingChange, MeetingPerson, MeetingRecord } from '@parley/protocol';
import { language, t } from '../words.ts';

/** A meeting as it is being written. */
export interface Draft {
  readonly title: string;
  readonly isLater: boolean;
  /** As the browser's own field has it: local time, `YYYY-MM-DDTHH:mm`. */
  readonly date: string;
  readonly minutes: number;
  readonly people: readonly { readonly key: number; readonly name: string; readonly contact: string }[];
  readonly pin: string;
  /** Takes the PIN away that it has. */
  readonly isPinOff: boolean;
  readonly lobby: boolean;
}

const localTime = (ms: number): string => {
  const at = new Date(ms);
  return new Date(ms - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** The next full hour is as good a guess as any. */
const nextHour = (now: number): number => Math.ceil((now + 1) / 3_600_000) * 3_600_000;

export function draftOf(meeting: MeetingRecord | undefined, now: number): Draft {
  if (!meeting)
    return {
      title: '',
      isLater: false,
      date: localTime(nextHour(now)),
      minutes: 30,
      people: [],
      pin: '',
      isPinOff: false,
      lobby: true,
    };
  return {
    title: meeting.title,
    isLater: true,
    date: localTime(Date.parse(meeting.startsAt)),
    minutes: Math.round((Date.parse(meeting.endsAt) - Date.parse(meeting.startsAt)) / 60_000),
    people: meeting.people.map(({ name, email, phone }, key) => ({
      key,
      name,
      contact: email ?? phone ?? '',
    })),
    pin: '',
    isPinOff: false,
    lobby: meeting.lobby,
  };
}

/** What is wrong, by field; nothing when it can be sent. */
export interface DraftProblems {
  readonly title?: string;
  readonly date?: string;
  readonly pin?: string;
  /** By the person's key. */
  readonly people: Readonly<Record<number, string>>;
}

const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
const isPhone = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text);
const phoneOf = (text: string): string => text.replaceAll(/[\s()/-]/g, '');

/** What runs already may be changed; what is new must not be over when it is made. */
export function problemsOf(draft: Draft, now: number, isNew: boolean): DraftProblems | undefined {
  const people = Object.fromEntries(
    draft.people
      .filter(
        ({ name, contact }) => name.trim() === '' || !(isEmail(contact.trim()) || isPhone(phoneOf(contact))),
      )
      .map(({ key }) => [key, t('meeting.person-bad')]),
  );
  const at = Date.parse(draft.date);
  const isOver = isNew ? at + draft.minutes * 60_000 <= now : at < now - 24 * 3_600_000;
  const isDateBad = draft.isLater && (Number.isNaN(at) || isOver);
  const problems = {
    ...(draft.title.trim() === '' && { title: t('meeting.title-bad') }),
    ...(isDateBad && { date: t('meeting.date-bad') }),
    ...(draft.pin !== '' && !/^\d{4,10}$/.test(draft.pin) && { pin: t('meeting.pin-bad') }),
  };
  return Object.keys(problems).length + Object.keys(people).length > 0 ? { ...problems, people } : undefined;
}

/** What is sent of a draft without problems. */
export function askedBy(draft: Draft): MeetingChange {
  const people = draft.people.map(({ name, contact }): MeetingPerson => {
    const isMail = isEmail(contact.trim());
    return { name: name.trim(), ...(isMail ? { email: contact.trim() } : { phone: phoneOf(contact) }) };
  });
  return {
    title: draft.title.trim(),
    minutes: draft.minutes,
    people,
    lobby: draft.lobby,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    language,
    ...(draft.isLater && { startsAt: new Date(draft.date).toISOString() }),
    ...(draft.pin !== '' && { pin: draft.pin }),
    ...(draft.isPinOff && { pin: null }),
  };
}
