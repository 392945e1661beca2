import type { LiveEngagement } from '@parley/call';
import { fadesAt } from '@parley/engagement';
import type { Fit, InkLayer, Size, View } from '@parley/ink';
import type { InkTarget } from '@parley/protocol';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useCall, useShared } from '../shared.ts';
import { isAnyOn, useInkModule, type Pencil } from './hooks.ts';

interface InkOverProps {
  readonly engagement: LiveEngagement;
  readonly target: InkTarget;
  /** Of the picture, once it is known. */
  readonly size: Size | undefined;
  readonly fit: Fit;
  readonly view?: View | undefined;
  readonly pencil: Pencil;
}

/** The customer's own ink is told from the associates' by its colour. */
const color = 'orange';

/** True from the first time that somebody draws or points at anything. */
function useIsInkAbout(target: InkTarget): boolean {
  const { client } = useShared();
  const [isHeard, setIsHeard] = useState(false);
  const isDrawn = useCall((state) => isAnyOn(state.annotation.ink, target));
  useEffect(() => client.annotation.onLane((_, news) => 'target' in news && setIsHeard(true)), [client]);
  return isDrawn || isHeard;
}

/** Ink over a picture that fills the same box. */
export function InkOver({ engagement, target, size, fit, view, pencil }: InkOverProps): JSX.Element {
  const { client, t } = useShared();
  const host = useRef<HTMLDivElement>(null);
  const [layer, setLayer] = useState<InkLayer>();
  const strokes = useCall((state) => state.annotation.ink);
  const isAbout = useIsInkAbout(target);
  const module = useInkModule(isAbout || pencil.tool !== undefined);
  // The layer lives longer than what it is told with each drawing of this part.
  const nowRef = useRef({ engagement, pencil });
  useLayoutEffect(() => {
    nowRef.current = { engagement, pencil };
  });

  useEffect(() => {
    if (!module || !host.current) return undefined;
    const { annotation } = client;
    const created = new module.InkLayer(host.current, {
      label: t('ink.surface'),
      textLabel: t('ink.text'),
      newId: () => annotation.newStrokeId(),
      authorOf: (id) => nowRef.current.engagement.state.participants.find((one) => one.id === id)?.name,
      fadesAt: (stroke) => fadesAt(stroke, nowRef.current.engagement.state.scenario),
      serverNow: () => Date.now() + client.store.getState().serverOffsetMs,
      onGrow: (growing) => annotation.grow(growing),
      onAbandon: (strokeId) => annotation.abandon(strokeId),
      onStroke: (stroke) => {
        nowRef.current.pencil.did({ kind: 'drew', stroke });
        void annotation.draw(stroke);
      },
      onChange: (_, after) => void annotation.change(after.id, after.points, after.text),
      onErase: (erased) => void annotation.erase(erased.map(({ id }) => id)),
      onPoint: (pointer) => annotation.point(pointer),
    });
    const stopListening = annotation.onLane((participantId, news) => {
      if (news.topic === 'stroke') created.grow(participantId, news);
      else if (news.topic === 'stroke-gone') created.abandon(participantId, news.strokeId);
      else if (news.topic === 'pointer') created.point(participantId, news);
      else if (news.topic === 'gone') created.abandon(participantId);
    });
    setLayer(created);
    return () => {
      stopListening();
      created.close();
      setLayer(undefined);
    };
  }, [module, client, t]);

  const { tool } = pencil;
  useEffect(() => layer?.setSelf(engagement.selfId), [layer, engagement.selfId]);
  // Told anew each time: it knows itself what has changed.
  useEffect(() => layer?.setPicture(size && { target, picture: size, fit, view }));
  useEffect(() => layer?.setStrokes(strokes), [layer, strokes]);
  useEffect(() => layer?.setInstrument(tool && { tool, color, width: 'medium' }), [layer, tool]);
  return <div ref={host} class="ink" />;
}
