import type { DeskClient } from '@parley/call';
import { customerShows, may, pendingQuestions } from '@parley/engagement';
import type { AskedFor } from '@parley/protocol';
import type { Action } from '../actions/action.ts';
import { attempt } from '../client/notices.ts';
import { t } from '../words.ts';
import type { OwnEngagement } from './use-engagement.ts';

/** Asks the customer; while they are being asked, takes the question back. Nothing while they share it already. */
export function askNow(
  { state, self }: OwnEngagement,
  client: DeskClient,
  what: AskedFor,
): Pick<Action, 'label' | 'perform'> {
  const open = pendingQuestions(state).find((question) => question.what === what);
  if (open)
    return {
      label: t(`asking.${what}-withdraw`),
      perform: () => attempt(client.asking.withdraw(open.id)),
    };
  const makesSense = !customerShows(state, what) && may(state, self.id, `ask-${what}`);
  return {
    label: t(`asking.${what}`),
    perform: makesSense ? () => attempt(client.asking.ask(what)) : undefined,
  };
}
