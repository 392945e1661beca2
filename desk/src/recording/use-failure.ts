import { useCallback, useState } from 'react';
import { ApiError, checkPath } from '@parley/ui/http';
import { sentenceFor } from '../client/notices.ts';
import { t } from '../words.ts';

/** A media element says only that it failed; the server says why when it is asked for the same. */
export function useFailure(path: string): readonly [string | undefined, () => void] {
  const [why, setWhy] = useState<string>();
  const ask = useCallback(() => {
    checkPath(path).then(
      () => setWhy(t('recording.failed')),
      (error: unknown) => {
        const problem = error instanceof ApiError ? error.problem : 'unreachable';
        setWhy(problem === 'unreachable' ? t('page.unreachable') : sentenceFor(problem));
      },
    );
  }, [path]);
  return [why, ask];
}
