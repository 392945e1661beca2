import type { EngagementEvent, ParticipantId } from '@parley/protocol';
import type { CompositionMaterial } from './material.ts';
import type { CompositionWords } from './words.ts';

export interface Chapter {
  /** From the beginning of the composition, milliseconds. */
  readonly atMs: number;
  readonly title: string;
}

/** Two that begin this close together are one moment to whoever watches; the later says what came of it. */
const sameMomentMs = 500;

/** The turning points of the engagement that lie within the composition. */
export function chaptersOf(
  { events, people }: CompositionMaterial,
  { startedAtMs, lengthMs }: { readonly startedAtMs: number; readonly lengthMs: number },
  words: CompositionWords,
): Chapter[] {
  const nameOf = (id: ParticipantId) => {
    const person = people.find((each) => each.id === id);
    const name = person?.name ?? words.roles[person?.role ?? 'guest'];
    return person?.device === undefined ? name : `${name} (${person.device})`;
  };
  const chapters: Chapter[] = [{ atMs: 0, title: words.chapters.beginning }];
  for (const { at, event } of events) {
    const title = titleOf(event, nameOf, words.chapters);
    const atMs = Math.max(0, Date.parse(at) - startedAtMs);
    if (title === undefined || atMs >= lengthMs) continue;
    const last = chapters.at(-1);
    if (last && atMs - last.atMs < sameMomentMs) chapters.pop();
    chapters.push({ atMs: last && atMs - last.atMs < sameMomentMs ? last.atMs : atMs, title });
  }
  return chapters;
}

function titleOf(
  event: EngagementEvent,
  nameOf: (id: ParticipantId) => string,
  words: CompositionWords['chapters'],
): string | undefined {
  switch (event.type) {
    case 'answered':
      return words.answered;
    case 'paused':
      return words.paused;
    case 'resumed':
    case 'transfer-joined':
      return words.resumed;
    case 'transfer-accepted':
      return event.phase === 'consulting' ? words.paused : undefined;
    case 'joined':
      return words.joined((event.device === undefined && event.name) || nameOf(event.participantId));
    case 'left':
      return words.left(nameOf(event.participantId));
    case 'camera-started':
      return words.cameraStarted(nameOf(event.participantId));
    case 'camera-stopped':
      return words.cameraStopped(nameOf(event.participantId));
    case 'screen-started':
      return words.screenStarted(nameOf(event.participantId));
    case 'screen-stopped':
      return words.screenStopped(nameOf(event.participantId));
    case 'frozen':
      return words.frozen(nameOf(event.participantId));
    case 'unfrozen':
      return words.unfrozen;
    case 'recording-started':
      return words.recordingStarted;
    case 'recording-stopped':
      return words.recordingStopped;
    default:
      return undefined;
  }
}

/** As ffmpeg reads them (its `ffmetadata` format); a chapter ends where the next begins. */
export function chapterFile(chapters: readonly Chapter[], lengthMs: number): string {
  const parts = chapters.map(({ atMs, title }, index) => {
    const endMs = chapters[index + 1]?.atMs ?? lengthMs;
    return `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${String(Math.round(atMs))}\nEND=${String(Math.round(endMs))}\ntitle=${escaped(title)}\n`;
  });
  return `;FFMETADATA1\n${parts.join('')}`;
}

const escaped = (text: string): string =>
  text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[=;#\\]/g, (character) => `\\${character}`);
