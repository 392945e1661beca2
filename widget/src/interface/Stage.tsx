import type { LiveEngagement, RemoteTrack } from '@parley/call';
import type { Participant } from '@parley/protocol';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Others } from './Colleagues.tsx';
import { Icon } from './icons.tsx';
import type { Pencil } from './ink/hooks.ts';
import { InkOver } from './ink/InkOver.tsx';
import { SubjectStage } from './ink/SubjectStage.tsx';
import type { Subject } from './ink/subject.ts';
import { peopleOf, stagePictures, type StagePictures } from './people.ts';
import { Person } from './Person.tsx';
import { Picture } from './Picture.tsx';
import { SelfView } from './SelfView.tsx';
import { useCall, useShared } from './shared.ts';

/** An associate without a picture, and why there is none. */
function Unseen({
  associate,
  isHeld,
}: {
  readonly associate: Participant | undefined;
  readonly isHeld: boolean;
}) {
  const { t } = useShared();
  const reason =
    associate?.camera && !isHeld ? 'picture-coming' : associate?.muted ? 'muted-them' : 'sound-only';
  return <Person name={associate?.name ?? t('call.associate')} note={t(`call.${reason}`)} />;
}

/** True from the first frame of a screen until it is no longer shown, through new connections too. */
function useFirstFrame(isShown: boolean): readonly [boolean, () => void] {
  const [hasFrame, setHasFrame] = useState(false);
  useEffect(() => {
    if (!isShown) setHasFrame(false);
  }, [isShown]);
  return [isShown && hasFrame, () => setHasFrame(true)];
}

/** What a screen reader is told when a screen begins to be shown. */
function ScreenTold({ presenter }: { readonly presenter: Participant | undefined }): JSX.Element {
  const { t } = useShared();
  const text = presenter && t('picture.screen', { name: presenter.name ?? t('call.associate') });
  return (
    <p class="said" role="status">
      {text}
    </p>
  );
}

function MutedBadge(): JSX.Element {
  const { t } = useShared();
  return (
    <p class="badge">
      <Icon name="muted" size={14} /> {t('call.muted-them')}
    </p>
  );
}

interface PictureSize {
  readonly width: number;
  readonly height: number;
}

interface PicturesProps {
  readonly engagement: LiveEngagement;
  readonly pictures: StagePictures;
  /** Whether there is something to see of the screen already. */
  readonly showsScreen: boolean;
  readonly onScreenArrived: () => void;
  readonly pencil: Pencil;
}

interface InkOnTrackProps {
  readonly engagement: LiveEngagement;
  readonly track: RemoteTrack;
  readonly size: PictureSize | undefined;
  readonly isScreen: boolean;
  readonly pencil: Pencil;
}

function InkOnTrack({ engagement, track, size, isScreen, pencil }: InkOnTrackProps): JSX.Element {
  const source = isScreen ? 'screen' : 'camera';
  const target = { kind: 'live', participantId: track.participantId, source } as const;
  return <InkOver {...{ engagement, target, size, pencil }} fit={isScreen ? 'contain' : 'cover'} />;
}

/** What fills the stage. Until the screen's first frame is there the camera stays. */
function Pictures({
  engagement,
  pictures,
  showsScreen,
  onScreenArrived,
  pencil,
}: PicturesProps): JSX.Element {
  const { screen, camera } = pictures;
  const { associate } = peopleOf(engagement);
  const isHeld = engagement.state.hold !== undefined;
  const [size, setSize] = useState<PictureSize>();
  const shown = showsScreen ? screen : camera;
  return (
    <>
      {!showsScreen && camera && <Picture track={camera.track} fit="cover" onSize={setSize} />}
      {!showsScreen && !camera && <Unseen associate={associate} isHeld={isHeld} />}
      {screen && (
        <Picture
          track={screen.track}
          fit="contain"
          isArriving={!showsScreen}
          onFirstFrame={onScreenArrived}
          onSize={setSize}
        />
      )}
      {shown && (
        <InkOnTrack
          engagement={engagement}
          track={shown}
          size={size}
          isScreen={showsScreen}
          pencil={pencil}
        />
      )}
      {(screen ?? camera) && associate?.muted && <MutedBadge />}
    </>
  );
}

interface StageProps {
  readonly engagement: LiveEngagement;
  readonly subject: Subject | undefined;
  readonly pencil: Pencil;
}

/** What somebody points something out in, or the people who talk. */
export function Stage({ engagement, subject, pencil }: StageProps): JSX.Element {
  return subject ? (
    <SubjectStage engagement={engagement} subject={subject} pencil={pencil} />
  ) : (
    <PeopleStage engagement={engagement} pencil={pencil} />
  );
}

/**
 * The associate's camera as large as it fits; or their screen, whole and with nothing over it, and then their camera
 * beside the customer's own.
 */
function PeopleStage({ engagement, pencil }: Omit<StageProps, 'subject'>): JSX.Element {
  const { t } = useShared();
  const media = useCall((state) => state.media);
  const pictures = stagePictures(engagement, media);
  const [showsScreen, onScreenArrived] = useFirstFrame(pictures.screen !== undefined);
  const { participants, hold } = engagement.state;
  const { associate } = peopleOf(engagement);
  const presenter = showsScreen && participants.find(({ id }) => id === pictures.screen?.participantId);
  return (
    <>
      <section class={`stage ${showsScreen ? 'shows-screen' : ''}`} aria-label={t('picture.associate')}>
        <Pictures {...{ engagement, pictures, showsScreen, onScreenArrived, pencil }} />
      </section>
      {!hold && <SelfView large={false} />}
      {showsScreen && pictures.camera && (
        <section class="beside" aria-label={t('picture.associate-camera')}>
          <Picture track={pictures.camera.track} fit="cover" />
        </section>
      )}
      <Others engagement={engagement} shownId={pictures.camera?.participantId ?? associate?.id} />
      <ScreenTold presenter={presenter || undefined} />
    </>
  );
}
