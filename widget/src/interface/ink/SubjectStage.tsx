import type { LiveEngagement } from '@parley/call';
import type { Size } from '@parley/ink';
import type { LivePicture } from '@parley/protocol';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Others } from '../Colleagues.tsx';
import { peopleOf, stagePictures } from '../people.ts';
import { Picture } from '../Picture.tsx';
import { SelfView } from '../SelfView.tsx';
import { useCall, useShared } from '../shared.ts';
import type { Pencil } from './hooks.ts';
import { InkOver } from './InkOver.tsx';
import { StillOnStage } from './StillOnStage.tsx';
import type { Subject } from './subject.ts';

interface OwnPictureProps {
  readonly engagement: LiveEngagement;
  readonly source: LivePicture['source'];
  readonly pencil: Pencil;
}

/** The customer's own camera or screen as the associate sees it, with what is drawn on it. */
function OwnPicture({ engagement, source, pencil }: OwnPictureProps): JSX.Element | null {
  const track = useCall((state) => state.media[source].track);
  const [size, setSize] = useState<Size>();
  const target = { kind: 'live', participantId: engagement.selfId, source } as const;
  if (!track) return null;
  return (
    <>
      <Picture track={track} fit="contain" onSize={setSize} />
      <InkOver {...{ engagement, target, size, pencil }} fit="contain" />
    </>
  );
}

interface SubjectStageProps {
  readonly engagement: LiveEngagement;
  readonly subject: Subject;
  readonly pencil: Pencil;
}

/** What somebody points something out in fills the stage; the people are beside it. */
export function SubjectStage({ engagement, subject, pencil }: SubjectStageProps): JSX.Element {
  const { t } = useShared();
  const media = useCall((state) => state.media);
  const { screen, camera } = stagePictures(engagement, media);
  const associate = camera ?? screen;
  const { self, associate: lead } = peopleOf(engagement);
  const source = subject.kind === 'own' ? subject.source : subject.still.of.source;
  const isOwn = subject.kind === 'own';
  const own = <OwnPicture {...{ engagement, source, pencil }} />;
  return (
    <>
      <section class="stage shows-screen subject" aria-label={t(isOwn ? 'picture.self' : 'still.region')}>
        {isOwn ? (
          own
        ) : (
          <StillOnStage
            key={subject.still.id}
            {...{ engagement, pencil }}
            still={subject.still}
            until={own}
          />
        )}
      </section>
      {!isOwn && <SelfView large={false} />}
      {associate && (
        <section class="beside" aria-label={t('picture.associate')}>
          <Picture track={associate.track} fit="cover" />
        </section>
      )}
      {!self?.deviceOf && <Others engagement={engagement} shownId={associate?.participantId ?? lead?.id} />}
    </>
  );
}
