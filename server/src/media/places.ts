import type { DownMessage } from '@parley/protocol';

/** Where news of a participant's media goes: their realtime connection. */
export interface MediaReader {
  send(message: DownMessage): void;
}

type News<Type extends DownMessage['type']> = Extract<DownMessage, { type: Type }>;
type MediaNews = News<'media.offer' | 'media.lines' | 'media.failed' | 'media.wanted'>;

/**
 * What the participant's client may not know yet: a realtime connection can be dead for seconds before anyone
 * notices, so that having sent something proves nothing. Hearing it again does no harm.
 */
interface Place {
  reader: MediaReader | undefined;
  /** Until it is answered. */
  offer: News<'media.offer'> | undefined;
  /** Where the lines of the subscribing connection stand since its last offer. */
  lines: News<'media.lines'> | undefined;
  failed: News<'media.failed'>[];
  /** What was said last of each source. */
  wanted: Map<string, News<'media.wanted'>>;
}

/** One publishing and one subscribing connection, and the one before each. */
const mostFailed = 4;

/** Who has connected media in which engagement, and how to reach them. Media outlives the realtime connection. */
export class Places {
  readonly #places = new Map<string, Map<string, Place>>();

  /** This reader speaks for the participant from now on, and is told what was missed. */
  attach(engagementId: string, participantId: string, reader: MediaReader): void {
    const place = this.#ensure(engagementId, participantId);
    if (place.reader === reader) return;
    place.reader = reader;
    for (const news of [place.offer, place.lines, ...place.wanted.values(), ...place.failed])
      if (news) reader.send(news);
  }

  /** What was offered before concerns a connection that is no more. */
  beginAnew(engagementId: string, participantId: string): void {
    const place = this.#ensure(engagementId, participantId);
    place.offer = undefined;
    place.lines = undefined;
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
      place.lines = undefined;
    } else if (news.type === 'media.lines') place.lines = news;
    else if (news.type === 'media.wanted') place.wanted.set(news.source, news);
    else place.failed = [...place.failed, news].slice(-mostFailed);
    place.reader?.send(news);
  }

  /** Every participant with media hears it; all that was before is void. Who is not there learns it from the epoch. */
  reset(engagementId: string, news: News<'media.reset'>): void {
    for (const place of this.#places.get(engagementId)?.values() ?? []) {
      Object.assign(place, { offer: undefined, lines: undefined, failed: [], wanted: new Map() });
      place.reader?.send(news);
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
    const place = places.get(participantId) ?? {
      reader: undefined,
      offer: undefined,
      lines: undefined,
      failed: [],
      wanted: new Map(),
    };
    places.set(participantId, place);
    return place;
  }
}

interface Answered {
  readonly connectionId: string;
  readonly revision: number;
}
