import type { Board, TeamId } from '@parley/protocol';

export const teamName = ({ teams }: Board, id: TeamId): string =>
  teams.find(({ teamId }) => teamId === id)?.name ?? '';
