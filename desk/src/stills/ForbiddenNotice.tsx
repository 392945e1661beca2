import type { ConsentMatter } from '@parley/protocol';
import { FreezeForbiddenIcon, InkForbiddenIcon, Notice } from '@parley/ui';
import type { ReactNode } from 'react';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';

const looks = {
  ink: { icon: InkForbiddenIcon, words: 'problem.ink-refused' },
  freeze: { icon: FreezeForbiddenIcon, words: 'problem.freeze-refused' },
} as const satisfies Record<ConsentMatter, unknown>;

/** What the customer forbids, for as long as they do. */
export function ForbiddenNotice({ engagement }: { readonly engagement: OwnEngagement }): ReactNode {
  return engagement.state.forbidden.map((matter) => (
    <Notice key={matter} icon={looks[matter].icon}>
      {t(looks[matter].words)}
    </Notice>
  ));
}
