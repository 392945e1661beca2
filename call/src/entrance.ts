import type {
  EngagementCreated,
  EntranceEnter,
  EntranceLook,
  EntranceView,
  ProblemBody,
} from '@parley/protocol';
import { postFor } from './create-engagement.ts';
import { isCreated } from './customer-memory.ts';

interface Refused {
  readonly problem: ProblemBody;
}

const isView = (value: unknown): value is EntranceView =>
  typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';

/** What a code opens. */
export const lookAtEntrance = (origin: string, asked: EntranceLook): Promise<EntranceView | Refused> =>
  postFor(`${origin}/api/v1/entrances/look`, asked, isView);

/** Comes in with a code; the token opens the realtime connection. */
export const enterEntrance = (origin: string, asked: EntranceEnter): Promise<EngagementCreated | Refused> =>
  postFor(`${origin}/api/v1/entrances/enter`, asked, isCreated);
