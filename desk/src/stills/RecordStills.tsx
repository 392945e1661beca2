import { isOn } from '@parley/engagement';
import type { EngagementState, Still } from '@parley/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { Dialog, Plate } from '@parley/ui';
import { useState, type ReactNode } from 'react';
import { deletePath } from '@parley/ui/http';
import { recordQuery } from '../api/queries.ts';
import { useProfile } from '../client/desk-context.ts';
import { nameOf } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import { DeleteStill } from './DeleteStill.tsx';
import { InkedPicture } from './InkedPicture.tsx';
import styles from './RecordStills.module.css';
import { StillMenu } from './StillMenu.tsx';
import { bestPath, stillAnchor, stillPath } from './still-path.ts';
import { sizeWords } from './still-state.ts';
import { stillTime } from './still-time.ts';

/** A copy to take away, or its end, is for those who answer for it; the server asks again. */
function useRights(): boolean {
  const { roles } = useProfile();
  return roles.includes('supervisor') || roles.includes('administrator');
}

/** The stills of an engagement that is over, each with its ink. */
export function RecordStills({ engagement }: { readonly engagement: EngagementState }): ReactNode {
  const answersForIt = useRights();
  const queries = useQueryClient();
  const [shown, setShown] = useState<Still>();
  const [toDelete, setToDelete] = useState<Still>();
  const { stills, id } = engagement;
  if (stills.length === 0) return undefined;
  const remove = (still: Still): Promise<boolean> =>
    deletePath(stillPath(id, still)).then(
      async () => {
        await queries.invalidateQueries({ queryKey: recordQuery(id).queryKey });
        return true;
      },
      () => false,
    );
  return (
    <Plate as="section" aria-labelledby="stills-title">
      <div className={styles['stills']}>
        <h2 id="stills-title">{t('still.strip-title')}</h2>
        <ol>
          {stills.map((still, index) => (
            <li key={still.id} id={stillAnchor(still)} tabIndex={-1}>
              <Card
                engagement={engagement}
                still={still}
                number={index + 1}
                view={() => setShown(still)}
                mayDownload={answersForIt}
                askDelete={answersForIt ? () => setToDelete(still) : undefined}
              />
            </li>
          ))}
        </ol>
      </div>
      {shown && <Large engagement={engagement} still={shown} onClose={() => setShown(undefined)} />}
      {toDelete && <DeleteStill onDelete={() => remove(toDelete)} onClose={() => setToDelete(undefined)} />}
    </Plate>
  );
}

const inkOf = ({ ink }: EngagementState, { id: stillId }: Still) =>
  ink.filter((stroke) => isOn(stroke, { kind: 'still', stillId }));

function labelOf({ participants }: EngagementState, { of, at }: Still): string {
  return t('still.picture', {
    name: nameOf(participants.find(({ id }) => id === of.participantId)),
    time: stillTime(at),
  });
}

interface CardProps {
  readonly engagement: EngagementState;
  readonly still: Still;
  readonly number: number;
  readonly view: () => void;
  readonly mayDownload: boolean;
  readonly askDelete: (() => void) | undefined;
}

function Card({ engagement, still, number, view, mayDownload, askDelete }: CardProps): ReactNode {
  const { preview, picture } = still;
  const small = preview ? `${stillPath(engagement.id, still)}/preview` : bestPath(engagement.id, still);
  return (
    <>
      {small ? (
        <button
          type="button"
          className={styles['view']}
          aria-label={t('still.view-large', { number })}
          onClick={view}
        >
          <InkedPicture src={small} alt="" ink={inkOf(engagement, still)} lazy />
        </button>
      ) : (
        <p className={styles['none']}>{t('still.problem.lost')}</p>
      )}
      <div className={styles['foot']}>
        <p>
          {t('still.number', { number, time: stillTime(still.at) })}
          {(preview ?? picture) && <small>{sizeWords(still)}</small>}
        </p>
        <StillMenu
          engagement={engagement}
          still={still}
          number={number}
          mayDownload={mayDownload}
          askDelete={askDelete}
        />
      </div>
    </>
  );
}

interface LargeProps {
  readonly engagement: EngagementState;
  readonly still: Still;
  readonly onClose: () => void;
}

function Large({ engagement, still, onClose }: LargeProps): ReactNode {
  const src = bestPath(engagement.id, still);
  return (
    <Dialog
      size="full"
      title={labelOf(engagement, still)}
      description={sizeWords(still)}
      closeLabel={t('common.close')}
      onClose={onClose}
    >
      {src && (
        <div className={styles['large']}>
          <InkedPicture src={src} alt={labelOf(engagement, still)} ink={inkOf(engagement, still)} />
        </div>
      )}
    </Dialog>
  );
}
