import type { LiveEngagement } from '@parley/call';
import { may } from '@parley/engagement';
import type { ConsentMatter } from '@parley/protocol';
import type { JSX } from 'preact';
import { Icon } from '../icons.tsx';
import { useShared } from '../shared.ts';
import type { Subject } from './subject.ts';

interface InkNoticeProps {
  readonly engagement: LiveEngagement;
  readonly subject: Subject | undefined;
}

/** What is being done with the customer's picture right now, and their say in it where the scenario gives them one. */
export function InkNotice({ engagement, subject }: InkNoticeProps): JSX.Element | null {
  const { client, t } = useShared();
  const { state, selfId } = engagement;
  if (!may(state, selfId, 'consent')) return null;
  const about = matterOf(engagement, subject);
  if (about) {
    return (
      <div class="notice" role="status">
        <Icon name={about === 'ink' ? 'pencil' : 'still'} size={18} />
        <p class="grow">{t(`${about}.notice`)}</p>
        <button type="button" class="small" onClick={() => void client.annotation.withdrawConsent(about)}>
          {t(`${about}.forbid`)}
        </button>
      </div>
    );
  }
  return <Forbidden engagement={engagement} />;
}

/** Only the own picture is the customer's to say something about. */
function matterOf({ selfId }: LiveEngagement, subject: Subject | undefined): ConsentMatter | undefined {
  if (subject?.kind === 'own') return 'ink';
  return subject?.still.of.participantId === selfId ? 'freeze' : undefined;
}

function Forbidden({ engagement: { state } }: { readonly engagement: LiveEngagement }): JSX.Element {
  const { client, t } = useShared();
  return (
    <>
      {state.forbidden.map((matter) => (
        <div class="notice" role="status" key={matter}>
          <Icon name={matter === 'ink' ? 'pencil' : 'still'} size={18} />
          <p class="grow">{t(`${matter}.forbidden`)}</p>
          <button type="button" class="small" onClick={() => void client.annotation.giveConsent(matter)}>
            {t(`${matter}.permit`)}
          </button>
        </div>
      ))}
    </>
  );
}
