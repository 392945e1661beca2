import { participantOf } from '@parley/engagement';
import type { EngagementState, ParticipantId } from '@parley/protocol';

/** Who reads it has nothing of ours open yet, so that their language is known only from their page. */
const texts = {
  en: (company: string, associate: string, url: string) =>
    `${company}: open this link on your phone to use its camera in your call with ${associate}. It works once, for 10 minutes: ${url}`,
  de: (company: string, associate: string, url: string) =>
    `${company}: Öffnen Sie diesen Link auf dem Telefon, um dessen Kamera im Gespräch mit ${associate} zu benutzen. Er gilt einmal, 10 Minuten lang: ${url}`,
};

/** Longer names would leave no room for the link. */
const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 59)}…` : name);

/** What a customer reads who is sent a link to their phone by this participant. */
export function smsWithLink(state: EngagementState, by: ParticipantId, url: string): string {
  const language = state.context.find(({ key }) => key === 'device.language')?.value ?? '';
  const associate = participantOf(state, by)?.name ?? '';
  const text = /^de\b/i.test(language) ? texts.de : texts.en;
  return text(short(state.application.name), short(associate), url);
}
