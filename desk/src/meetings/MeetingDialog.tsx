import type { EngagementId, MeetingRecord } from '@parley/protocol';
import { maxParticipants } from '@parley/protocol/constants';
import { Button, Choice, CloseIcon, Dialog, Field, Switch } from '@parley/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ApiError } from '@parley/ui/http';
import { sentenceFor } from '../client/notices.ts';
import { t } from '../words.ts';
import { askedBy, draftOf, problemsOf, type Draft, type DraftProblems } from './draft.ts';
import styles from './MeetingDialog.module.css';
import { MeetingReady } from './MeetingReady.tsx';
import { changeMeeting, makeMeeting, meetingsQuery } from './queries.ts';

interface MeetingDialogProps {
  /** To be changed; a new one without it. */
  readonly meeting?: MeetingRecord | undefined;
  /** A meeting that begins now leads into this engagement. */
  readonly engagementId?: EngagementId | undefined;
  readonly onClose: () => void;
}

const durations = [15, 30, 45, 60, 90, 120];

/** A meeting being written, and what comes of saving it. */
function useDraft({ meeting, engagementId }: Omit<MeetingDialogProps, 'onClose'>) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(meeting, Date.now()));
  const [problems, setProblems] = useState<DraftProblems>();
  const [refusal, setRefusal] = useState<string>();
  const [underWay, setUnderWay] = useState(false);
  const [made, setMade] = useState<MeetingRecord>();
  const save = async (): Promise<void> => {
    const found = problemsOf(draft, Date.now(), meeting === undefined);
    setProblems(found);
    if (found) return;
    setUnderWay(true);
    setRefusal(undefined);
    try {
      setMade(await send(draft, meeting, engagementId));
      await queries.invalidateQueries({ queryKey: meetingsQuery.queryKey });
    } catch (error) {
      const known = error instanceof ApiError && error.problem !== 'unreachable' ? error.problem : undefined;
      setRefusal(known ? sentenceFor(known) : t('page.unreachable'));
    }
    setUnderWay(false);
  };
  return { draft, setDraft, problems, refusal, underWay, made, save };
}

function send(
  draft: Draft,
  meeting: MeetingRecord | undefined,
  engagementId: EngagementId | undefined,
): Promise<MeetingRecord> {
  const asked = askedBy(draft);
  if (meeting) return changeMeeting(meeting.id, asked);
  const { pin, ...rest } = asked;
  return makeMeeting({
    ...rest,
    ...(pin && { pin }),
    ...(engagementId && !draft.isLater && { engagementId }),
  });
}

/** Makes a meeting or changes one; then shows its link and code. */
export function MeetingDialog({ meeting, engagementId, onClose }: MeetingDialogProps): ReactNode {
  const { draft, setDraft, problems, refusal, underWay, made, save } = useDraft({ meeting, engagementId });
  const surface = engagementId ? ('call' as const) : undefined;
  if (made) return <MeetingReady meeting={made} surface={surface} onClose={onClose} />;
  return (
    <Dialog
      {...(surface && { surface })}
      title={meeting ? meeting.title : t('meeting.create')}
      description={t('meeting.text')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('meeting.cancel')}</Button>
          <Button variant="accent" disabled={underWay} onClick={() => void save()}>
            {t(meeting ? 'meeting.save' : 'meeting.make')}
          </Button>
        </>
      }
    >
      <MeetingForm
        draft={draft}
        change={(changes) => setDraft({ ...draft, ...changes })}
        problems={problems}
        meeting={meeting}
      />
      {engagementId && !draft.isLater && <p className={styles['hint']}>{t('meeting.within')}</p>}
      {refusal && (
        <p className={styles['refusal']} role="alert">
          {refusal}
        </p>
      )}
    </Dialog>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
}

interface MeetingFormProps extends PartProps {
  readonly problems: DraftProblems | undefined;
  readonly meeting: MeetingRecord | undefined;
}

function MeetingForm({ draft, change, problems, meeting }: MeetingFormProps): ReactNode {
  return (
    <div className={styles['form']}>
      <Field
        label={t('meeting.title')}
        value={draft.title}
        maxLength={120}
        autoComplete="off"
        problem={problems?.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <When draft={draft} change={change} isFixed={meeting !== undefined} problem={problems?.date} />
      <People draft={draft} change={change} problems={problems?.people ?? {}} />
      {meeting?.hasPin && (
        <Switch
          label={t('meeting.pin-off')}
          checked={draft.isPinOff}
          onChange={(isPinOff) => change({ isPinOff, pin: '' })}
        />
      )}
      {!draft.isPinOff && (
        <Field
          label={t(meeting?.hasPin ? 'meeting.pin-new' : 'meeting.pin')}
          value={draft.pin}
          maxLength={10}
          inputMode="numeric"
          autoComplete="off"
          problem={problems?.pin}
          onChange={(event) => change({ pin: event.currentTarget.value })}
        />
      )}
      <Switch label={t('meeting.lobby')} checked={draft.lobby} onChange={(lobby) => change({ lobby })} />
    </div>
  );
}

function When({
  draft,
  change,
  isFixed,
  problem,
}: PartProps & { readonly isFixed: boolean; readonly problem: string | undefined }): ReactNode {
  const known = durations.includes(draft.minutes) ? durations : [...durations, draft.minutes];
  return (
    <div className={styles['when']}>
      {!isFixed && (
        <Choice
          label={t('meeting.when')}
          value={draft.isLater ? 'later' : 'now'}
          options={[
            { value: 'now', label: t('meeting.now') },
            { value: 'later', label: t('meeting.later') },
          ]}
          onChoose={(value) => change({ isLater: value === 'later' })}
        />
      )}
      {draft.isLater && (
        <Field
          type="datetime-local"
          label={t('meeting.date')}
          value={draft.date}
          problem={problem}
          onChange={(event) => change({ date: event.currentTarget.value })}
        />
      )}
      <Choice
        label={t('meeting.minutes')}
        value={String(draft.minutes)}
        options={known.map((count) => ({
          value: String(count),
          label: t('meeting.minutes-value', { count }),
        }))}
        onChoose={(value) => change({ minutes: Number(value) })}
      />
    </div>
  );
}

function People({
  draft,
  change,
  problems,
}: PartProps & { readonly problems: DraftProblems['people'] }): ReactNode {
  const { people } = draft;
  const set = (key: number, changes: Partial<Draft['people'][number]>): void =>
    change({ people: people.map((one) => (one.key === key ? { ...one, ...changes } : one)) });
  const next = Math.max(0, ...people.map(({ key }) => key + 1));
  return (
    <fieldset className={styles['people']}>
      <legend>{t('meeting.people')}</legend>
      {people.map(({ key, name, contact }, at) => (
        <div key={key} className={styles['person']}>
          <Field
            label={t('meeting.person-name')}
            value={name}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => set(key, { name: event.currentTarget.value })}
          />
          <Field
            label={t('meeting.person-contact')}
            value={contact}
            maxLength={254}
            autoComplete="off"
            problem={problems[key]}
            onChange={(event) => set(key, { contact: event.currentTarget.value })}
          />
          <button
            type="button"
            className={styles['remove']}
            aria-label={t('meeting.person-remove', { name: name || String(at + 1) })}
            onClick={() => change({ people: people.filter((one) => one.key !== key) })}
          >
            <CloseIcon aria-hidden size={18} />
          </button>
        </div>
      ))}
      {people.length < maxParticipants - 1 && (
        <Button onClick={() => change({ people: [...people, { key: next, name: '', contact: '' }] })}>
          {t('meeting.person-add')}
        </Button>
      )}
    </fieldset>
  );
}
