import type { SmsMessage } from '@parley/protocol';
import { useRef, useState } from 'react';
import { codeOf } from '@parley/ui/http';
import { t } from '../words.ts';
import { sentenceOf } from './problem.ts';
import { attemptOf, type SmsAttempt } from './sms-attempt.ts';

export interface SmsDraft {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly isSending: boolean;
  /** What is wrong with the number, and with anything else, in words. */
  readonly numberProblem: string | undefined;
  readonly problem: string | undefined;
  /** Resolves to true when it was taken; then the draft is empty again. */
  readonly send: () => Promise<boolean>;
}

/**
 * An SMS being written; trying again what had no answer sends it once. `number` is given where it is written as well.
 */
export function useSmsDraft(post: (sms: SmsMessage) => Promise<unknown>, number?: string): SmsDraft {
  const [text, setText] = useState('');
  const attempt = useRef<SmsAttempt>(undefined);
  const [isSending, setSending] = useState(false);
  const [problems, setProblems] = useState<{ readonly number?: string; readonly other?: string }>({});

  const send = async (): Promise<boolean> => {
    if (number?.trim() === '') {
      setProblems({ number: t('sms.number-missing') });
      return false;
    }
    if (isSending || text.trim() === '') return false;
    setSending(true);
    setProblems({});
    try {
      attempt.current = attemptOf(attempt.current, text.trim(), number?.trim());
      await post(attempt.current.sms);
      attempt.current = undefined;
      // What was written meanwhile stays.
      setText((now) => (now === text ? '' : now));
      return true;
    } catch (error) {
      const isNumber = codeOf(error) === 'number-invalid';
      setProblems(isNumber ? { number: sentenceOf(error) } : { other: sentenceOf(error) });
      return false;
    } finally {
      setSending(false);
    }
  };
  return {
    text,
    setText,
    isSending,
    numberProblem: problems.number,
    problem: problems.other,
    send,
  };
}
