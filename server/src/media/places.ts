import type { DownMessage } from '@parley/protocol';

/** Where news of a participant's media goes: their realtime connection. */
export interface MediaReader {
  send(message: DownMessage): void;
}

type MediaNews = Extract<
  DownMessage,
  { type: 'media.offer' | 'media.lines' | 'media.failed' | 'media.reset' }
>;

interface Place {
  reader: MediaReader | undefined;
  /** An offer that was not answered yet; a realtime connection that breaks must not swallow it. */
  offer: Extract<MediaNews, { type: 'media.offer' }> | undefined;
  /** What happened while nobody was there to be told. Bounded by the next offer or connection. */
  untold: MediaNews[];
}

const mostUntold = 16;

/** Who has connected media in which engagement, and how to reach them. Media outlives the realtime connection. */
export class Places {
  readonly #places = new Map<string, Map<string, Place>>();

  /** This reader speaks for the participant from now on, and is told what was missed. */
  attach(engagementId: string, participantId: string, reader: MediaReader): void {
    const place = this.#ensure(engagementId, participantId);
    if (place.reader === reader) return;
    place.reader = reader;
    const missed = [...(place.offer ? [place.offer] : []), ...place.untold];
    place.untold = [];
    for (const news of missed) reader.send(news);
  }

  /** What was offered before concerns a connection that is no more. */
  beginAnew(engagementId: string, participantId: string): void {
    const place = this.#ensure(engagementId, participantId);
    place.offer = undefined;
    place.untold = [];
  }

  answered(engagementId: string, participantId: string, answer: Answered): void {
    const place = this.#find(engagementId, participantId);
    if (place?.offer?.connectionId === answer.connectionId && place.offer.revision <= answer.revision)
      place.offer = undefined;
  }

  tell(engagementId: string, participantId: string, news: MediaNews): void {
    const place = this.#find(engagementId, participantId);
    if (!place) return;
    if (news.type === 'media.offer') {
      place.offer = news;
      place.untold = place.untold.filter(({ type }) => type !== 'media.lines');
    } else if (!place.reader && place.untold.length < mostUntold) place.untold.push(news);
    place.reader?.send(news);
  }

  /** Every participant with media hears it; what was offered before is void. */
  reset(engagementId: string, news: Extract<MediaNews, { type: 'media.reset' }>): void {
    for (const participantId of this.#places.get(engagementId)?.keys() ?? []) {
      this.beginAnew(engagementId, participantId);
      this.tell(engagementId, participantId, news);
    }
  }

  /** The reader is gone; the media itself may well go on. */
  detach(reader: MediaReader): void {
    for (const places of this.#places.values())
      for (const place of places.values()) if (place.reader === reader) place.reader = undefined;
  }

  has(engagementId: string, participantId: string): boolean {
    return this.#find(engagementId, participantId) !== undefined;
  }

  remove(engagementId: string, participantId: string): void {
    this.#places.get(engagementId)?.delete(participantId);
  }

  close(engagementId: string): void {
    this.#places.delete(engagementId);
  }

  #find(engagementId: string, participantId: string): Place | undefined {
    return this.#places.get(engagementId)?.get(participantId);
  }

  #ensure(engagementId: string, participantId: string): Place {
    const places = this.#places.get(engagementId) ?? new Map<string, Place>();
    this.#places.set(engagementId, places);
    const place = places.get(participantId) ?? { reader: undefined, offer: undefined, untold: [] };
    places.set(participantId, place);
    return place;
  }
}

interface Answered {
  readonly connectionId: string;
  readonly revision: number;
}
