import { newId } from '@parley/call';
import type { SmsId, SmsMessage } from '@parley/protocol';
import { useState } from 'react';
import { codeOf } from '@parley/ui/http';
import { t } from '../words.ts';
import { sentenceOf } from './problem.ts';

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
 * An SMS being written. It has one id until it is taken, so that trying again what had no answer sends it once.
 * `number` is given where it is written as well.
 */
export function useSmsDraft(post: (sms: SmsMessage) => Promise<unknown>, number?: string): SmsDraft {
  const [text, setText] = useState('');
  const [id, setId] = useState(() => newId<SmsId>());
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
      await post({ id, text: text.trim() });
      setText('');
      setId(newId<SmsId>());
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
