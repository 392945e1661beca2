import type { EntranceView, ProblemBody } from '@parley/protocol';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { lookWith, useJoin } from './join-shared.ts';
import { Cannot } from './After.tsx';
import { DeviceDoor } from './DeviceDoor.tsx';
import { MeetingDoor } from './MeetingDoor.tsx';
import { OneField } from './OneField.tsx';

type Step =
  | { readonly at: 'looking' | 'open' }
  | { readonly at: 'code' | 'pin' | 'refused'; readonly problem?: ProblemBody };

/** Where a refusal leads: to the field that it is about. */
function stepAfter(problem: ProblemBody): Step {
  if (problem.code === 'pin-needed') return { at: 'pin' };
  if (problem.code === 'pin-wrong') return { at: 'pin', problem };
  if (problem.code === 'code-unknown') return { at: 'code', problem };
  return { at: 'refused', problem };
}

interface DoorProps {
  readonly view: EntranceView | undefined;
  readonly setView: (view: EntranceView | undefined) => void;
}

/** Before anybody is in: the code, its PIN, and then what its kind asks for. */
export function Door({ view, setView }: DoorProps): JSX.Element {
  const { t, entry, seen, keepPin } = useJoin();
  const [step, setStep] = useState<Step>(
    view ? { at: 'open' } : entry().code === '' ? { at: 'code' } : { at: 'looking' },
  );
  useEffect(() => {
    if (step.at !== 'looking') return;
    void lookWith(entry()).then((found) => {
      if ('problem' in found) {
        setStep(stepAfter(found.problem));
        return;
      }
      seen(found);
      setView(found);
      setStep({ at: 'open' });
    });
  }, [step.at, entry, seen, setView]);
  switch (step.at) {
    case 'looking':
      return (
        <div class="middle">
          <p class="title" role="status">
            {t('join.looking')}
          </p>
        </div>
      );
    case 'code':
      return (
        <OneField
          title={t('join.title')}
          label={t('join.code')}
          hint={t('join.code-hint')}
          problem={step.problem}
          value={entry().code}
          most={40}
          // The address then has it too, for a reload.
          done={(typed) =>
            location.assign(`/join/${encodeURIComponent(typed.replaceAll(/\s/g, '').toUpperCase())}`)
          }
        />
      );
    case 'pin':
      return (
        <OneField
          title={t('join.pin-title')}
          label={t('join.pin')}
          problem={step.problem}
          value=""
          most={10}
          isNumber
          done={(typed) => {
            keepPin(typed);
            setStep({ at: 'looking' });
          }}
        />
      );
    case 'refused':
      return (
        <Cannot problem={step.problem ?? { code: 'internal' }} again={() => setStep({ at: 'looking' })} />
      );
    case 'open':
      return view ? <Opened view={view} /> : <></>;
  }
}

/** A page of its own for each kind of entrance. */
function Opened({ view }: { readonly view: EntranceView }): JSX.Element {
  switch (view.kind) {
    case 'device':
      return <DeviceDoor view={view} />;
    case 'meeting':
      return <MeetingDoor view={view} />;
  }
}
