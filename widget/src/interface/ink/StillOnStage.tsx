import type { LiveEngagement } from '@parley/call';
import type { Size, View } from '@parley/ink';
import type { Still } from '@parley/protocol';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { frameNow } from '../playing.ts';
import { useCall, useShared } from '../shared.ts';
import { useBox, useInkModule, type InkModule, type Pencil } from './hooks.ts';
import { InkOver } from './InkOver.tsx';
import { useStillPicture, type ShownStill } from './still-picture.ts';

/** CSS that brings a part of a picture that fits its box to where the view has it. */
function transformOf(
  module: InkModule | undefined,
  box: Size | undefined,
  picture: Size,
  view: View | undefined,
) {
  if (!module || !box || !view || view.scale === 1) return 'none';
  const rect = module.pictureRect(box, { picture, fit: 'contain', view });
  const [dx, dy] = [rect.x + rect.width / 2 - box.width / 2, rect.y + rect.height / 2 - box.height / 2];
  return `translate(${String(dx)}px, ${String(dy)}px) scale(${String(view.scale)})`;
}

interface Looking {
  readonly view: View | undefined;
  /** Whose view is followed. */
  readonly follows: string | undefined;
}

/** The part of the still that is looked at: the customer's own choice, or what an associate shares. */
function useLooking(
  host: HTMLElement | null,
  { engagement, still, shown, pencil, module }: StillOnStageParts,
): Looking {
  const { client } = useShared();
  const [view, setView] = useState<View>();
  const [follows, setFollows] = useState<string>();
  const nowRef = useRef({ shown, isHeld: pencil.tool !== undefined, follows });
  useLayoutEffect(() => {
    nowRef.current = { shown, isHeld: pencil.tool !== undefined, follows };
  });
  useEffect(() => {
    if (!module || !host) return undefined;
    const created = new module.StillView(host, {
      showing: () =>
        nowRef.current.shown && !nowRef.current.follows
          ? { picture: nowRef.current.shown, fit: 'contain' }
          : undefined,
      drags: () => !nowRef.current.isHeld,
      onView: (next) => setView(next),
    });
    return () => created.close();
  }, [module, host, still.id]);
  useEffect(
    () =>
      client.annotation.onLane((participantId, news) => {
        const isGone = news.topic === 'gone';
        if (!isGone && (news.topic !== 'view' || news.stillId !== still.id)) return;
        const shared = isGone ? undefined : news.view;
        const name = engagement.state.participants.find(({ id }) => id === participantId)?.name;
        setFollows(shared ? (name ?? '') : undefined);
        if (shared) setView(shared);
      }),
    [client, still.id, engagement.state.participants],
  );
  return { view, follows };
}

interface StillOnStageParts {
  readonly engagement: LiveEngagement;
  readonly still: Still;
  readonly shown: ShownStill;
  readonly pencil: Pencil;
  readonly module: InkModule | undefined;
}

function Sharpening({
  still,
  isOwn,
}: {
  readonly still: Still;
  readonly isOwn: boolean;
}): JSX.Element | null {
  const { t } = useShared();
  const part = useCall((state) => state.annotation.stillImages[still.id]?.progress);
  if (still.picture || still.problem || part === undefined) return null;
  const percent = Math.round(part * 100);
  return (
    <p class="badge" role="status">
      {t(isOwn ? 'still.sending' : 'still.coming', { percent })}
    </p>
  );
}

interface StillOnStageProps {
  readonly engagement: LiveEngagement;
  readonly still: Still;
  readonly pencil: Pencil;
  /** What is seen until there is anything of the still, nor a frame to hold. */
  readonly until: JSX.Element;
}

/** What was to be seen of the own picture when it was frozen, while what the associate saw is on its way. */
function useHeldFrame({ of, picture, preview }: Still, selfId: string): HTMLCanvasElement | undefined {
  const track = useCall((state) => state.media[of.source].track);
  // Once, and before the player of the track has gone from the page.
  const [frame] = useState(() =>
    track && of.participantId === selfId && !picture && !preview ? frameNow(track) : undefined,
  );
  return frame;
}

function HeldFrame({ frame }: { readonly frame: HTMLCanvasElement }): JSX.Element {
  return <div class="still" ref={(host) => host?.replaceChildren(frame)} />;
}

/** A frozen picture, the same that the associate sees, with the ink that lies on it. */
export function StillOnStage({ engagement, still, pencil, until }: StillOnStageProps): JSX.Element {
  const image = useCall((state) => state.annotation.stillImages[still.id]);
  const shown = useStillPicture(image);
  const module = useInkModule(true);
  const { client } = useShared();
  const held = useHeldFrame(still, engagement.selfId);
  useEffect(() => client.annotation.wantStill(still.id), [client, still.id]);
  if (!shown) return held ? <HeldFrame frame={held} /> : until;
  return <ShownStillOnStage {...{ engagement, still, shown, pencil, module }} />;
}

function ShownStillOnStage(parts: StillOnStageParts): JSX.Element {
  const { t } = useShared();
  const { engagement, still, shown, pencil, module } = parts;
  const [host, setHost] = useState<HTMLDivElement | null>(null);
  const { view, follows } = useLooking(host, parts);
  const box = useBox(host);
  const name = engagement.state.participants.find(({ id }) => id === still.byParticipantId)?.name;
  const isOwn = still.of.participantId === engagement.selfId;
  return (
    <div ref={setHost} class="still">
      <img
        class="picture contain"
        src={shown.url}
        alt={t('still.picture', { name: name ?? t('call.associate') })}
        data-sharp={shown.isSharp}
        style={{ transform: transformOf(module, box, shown, view) }}
      />
      <InkOver
        engagement={engagement}
        target={{ kind: 'still', stillId: still.id }}
        size={shown}
        fit="contain"
        view={view}
        pencil={pencil}
      />
      <Sharpening still={still} isOwn={isOwn} />
      {follows !== undefined && (
        <p class="badge follows" role="status">
          {t('still.follows', { name: follows || t('call.associate') })}
        </p>
      )}
    </div>
  );
}
