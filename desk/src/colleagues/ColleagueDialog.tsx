import { Button, Dialog, Field } from '@parley/ui';
import { useEffect, useState, type ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { tellIfRefused } from '../client/notices.ts';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import { ChoiceList } from './ChoiceList.tsx';
import { choicesOf, type Choice } from './choices.ts';
import styles from './ColleagueDialog.module.css';
import { NoteField } from './NoteField.tsx';
import { TransferManner } from './TransferManner.tsx';

interface ColleagueDialogProps {
  readonly purpose: 'add' | 'transfer';
  readonly engagement: OwnEngagement;
  readonly onClose: () => void;
}

/** Whom to ask, with a note; and for a transfer whether the two speak first. The call goes on behind it. */
export function ColleagueDialog({ purpose, engagement, onClose }: ColleagueDialogProps): ReactNode {
  const { colleagues } = useClient();
  const roster = useDesk((state) => state.roster);
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<Choice>();
  const [note, setNote] = useState('');
  const [warm, setWarm] = useState(false);
  const [underWay, setUnderWay] = useState(false);
  useEffect(() => colleagues.watch(), [colleagues]);
  const isTransfer = purpose === 'transfer';
  const present = new Set(
    [engagement.self, ...engagement.colleagues].flatMap((one) => one.associateId ?? []),
  );
  const choices = roster && choicesOf(roster, { search, present, withTeams: isTransfer });
  // Whoever has become busy since, or is not in the list any more, is not chosen any more.
  const chosen = choices?.find(({ id, isFree }) => id === picked?.id && isFree);

  const ask = async (choice: Choice): Promise<void> => {
    setUnderWay(true);
    const to = choice.kind === 'team' ? { teamId: choice.id } : { associateId: choice.id };
    const asked =
      isTransfer || 'teamId' in to
        ? colleagues.transfer({ to, warm, note })
        : colleagues.add(to.associateId, note);
    if (await tellIfRefused(asked)) onClose();
    else setUnderWay(false);
  };

  return (
    <Dialog
      surface="call"
      title={t(isTransfer ? 'colleague.transfer' : 'colleague.add')}
      description={t(isTransfer ? 'colleague.transfer-text' : 'colleague.add-text')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('colleague.cancel')}</Button>
          <Button variant="accent" disabled={!chosen || underWay} onClick={() => chosen && void ask(chosen)}>
            {t(isTransfer ? 'colleague.hand-over' : 'colleague.ask')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Field
          type="search"
          label={t('colleague.find')}
          value={search}
          maxLength={80}
          autoComplete="off"
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {choices ? (
          <ChoiceList choices={choices} chosen={chosen} onChoose={setPicked} />
        ) : (
          <p className={styles['loading']} role="status">
            {t('colleague.loading')}
          </p>
        )}
        {isTransfer && <TransferManner warm={warm} onChange={setWarm} />}
        <NoteField note={note} onChange={setNote} />
      </div>
    </Dialog>
  );
}
