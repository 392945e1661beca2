import type { LiveEngagement } from '@parley/call';
import type { Participant } from '@parley/protocol';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { comingsAndGoings, isCrowded, othersBeside } from './colleagues.ts';
import { Icon } from './icons.tsx';
import { initialsOf } from './people.ts';
import { Picture } from './Picture.tsx';
import { useCall, useShared } from './shared.ts';

const toldForMs = 8_000;
const mostTold = 3;

interface OthersProps {
  readonly engagement: LiveEngagement;
  /** Who has the stage. */
  readonly shownId: string | undefined;
}

/** Everyone who is in the call and not on the stage: a few at the edge, many in a row. Nobody sends them more than that. */
export function Others({ engagement, shownId }: OthersProps): JSX.Element | null {
  const { client, t } = useShared();
  const others = othersBeside(engagement, shownId);
  // What was said before is not said again.
  useEffect(() => {
    client.showAt(others.map(({ id }) => ({ participantId: id, source: 'camera', size: 'small' })));
  }, [client, others]);
  if (others.length === 0) return null;
  return (
    <ul class={`others ${isCrowded(others) ? 'many' : ''}`} aria-label={t('people.others')}>
      {others.map((other) => (
        <Other key={other.id} associate={other} />
      ))}
    </ul>
  );
}

function Other({ associate }: { readonly associate: Participant }): JSX.Element {
  const { t } = useShared();
  const isSpeaking = useCall(({ media }) => media.voices.speaking.includes(associate.id));
  const track = useCall(
    ({ media }) =>
      media.remote.find(({ participantId, source }) => participantId === associate.id && source === 'camera')
        ?.track,
  );
  const name = associate.name ?? t('call.associate');
  return (
    <li class={`other ${isSpeaking && !associate.muted ? 'speaking' : ''}`} aria-label={name}>
      {associate.camera && track ? (
        <Picture track={track} fit="cover" />
      ) : (
        <div class="avatar" aria-hidden="true">
          {initialsOf(name)}
        </div>
      )}
      <p class="other-name">
        {associate.muted && <Icon name="muted" size={12} />}
        <span>{name}</span>
      </p>
    </li>
  );
}

/** Who has come or gone is said for a while, with what came shortly before: a call handed over is several events. */
function useNews(): string | undefined {
  const { t, client } = useShared();
  const [news, setNews] = useState<readonly string[]>([]);
  useEffect(
    () =>
      client.store.subscribe(({ engagement: now }, { engagement: before }) => {
        if (!now || !before || now === before) return;
        const sentence = comingsAndGoings(before.state, now.state, t);
        if (sentence) setNews((earlier) => [...earlier, sentence].slice(-mostTold));
      }),
    [client, t],
  );
  useEffect(() => {
    if (news.length === 0) return undefined;
    const timer = setTimeout(() => setNews([]), toldForMs);
    return () => clearTimeout(timer);
  }, [news]);
  return news.length > 0 ? news.join(' ') : undefined;
}

/** Whom the customer is being connected with, and who came and went. */
export function PeopleNews({ engagement }: { readonly engagement: LiveEngagement }): JSX.Element {
  const { t } = useShared();
  const news = useNews();
  const { transfer } = engagement.state;
  const isBeingConnected = transfer?.phase === 'asking' && !transfer.warm;
  const text = isBeingConnected ? t('transfer.connecting', { name: transfer.to.name }) : news;
  return (
    <div role="status">
      {text && (
        <p class="notice plain-news">
          <Icon name="audio" size={18} /> {text}
        </p>
      )}
    </div>
  );
}
