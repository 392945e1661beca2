import { customerShows, may } from '@parley/engagement';
import type { AskedFor, Question } from '@parley/protocol';
import { Button, Notice, ProblemIcon, ScreenIcon, VideoIcon } from '@parley/ui';
import { useState, type ReactNode } from 'react';
import { useClient } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import { Remaining } from '../time/Clock.tsx';
import { t } from '../words.ts';
import type { OwnEngagement } from './use-engagement.ts';

/** What the customer was asked to share, and what became of it, until it is shared or the associate has read it. */
export function AskingNotice({ engagement }: { readonly engagement: OwnEngagement }): ReactNode {
  const [read, setRead] = useState<readonly string[]>([]);
  return engagement.state.questions
    .filter(({ id, status }) => status !== 'shared' && status !== 'withdrawn' && !read.includes(id))
    .map((question) => (
      <OneQuestion
        key={question.id}
        engagement={engagement}
        question={question}
        onRead={() => setRead([...read, question.id])}
      />
    ));
}

interface OneQuestionProps {
  readonly engagement: OwnEngagement;
  readonly question: Question;
  readonly onRead: () => void;
}

function OneQuestion({ engagement, question, onRead }: OneQuestionProps): ReactNode {
  const { asking } = useClient();
  const { id, what, status, until } = question;
  const icon = what === 'camera' ? VideoIcon : ScreenIcon;
  if (status === 'open' || status === 'allowed')
    return (
      <Notice
        icon={icon}
        action={<Button onClick={() => attempt(asking.withdraw(id))}>{t('asking.withdraw')}</Button>}
      >
        {wordsFor(question)} {status === 'open' && <Remaining until={until} />}
      </Notice>
    );
  const mayAgain =
    may(engagement.state, engagement.self.id, `ask-${what}`) && !customerShows(engagement.state, what);
  return (
    <Notice
      icon={status === 'failed' ? ProblemIcon : icon}
      {...(status === 'failed' && { tone: 'caution' as const })}
      action={
        <>
          {mayAgain && <Button onClick={() => attempt(asking.ask(what))}>{t('asking.ask-again')}</Button>}
          <Button onClick={onRead}>{t('asking.dismiss')}</Button>
        </>
      }
    >
      {wordsFor(question)}
    </Notice>
  );
}

function wordsFor({ what, status, problem, instead }: Question): string {
  const about: AskedFor = what;
  if (status === 'allowed' && instead) return t('asking.instead-allowed');
  if (status === 'failed') return t(`asking.${about}-${problem ?? 'failed'}`);
  return status === 'shared' || status === 'withdrawn' ? '' : t(`asking.${about}-${status}`);
}
