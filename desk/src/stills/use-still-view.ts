import { StillView, wholeView, type Size, type View } from '@parley/ink';
import type { StillId } from '@parley/protocol';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useClient } from '../client/desk-context.ts';

export interface StillLook {
  readonly view: View;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly zoomWhole: () => void;
  readonly sharesView: boolean;
  readonly toggleSharedView: () => void;
}

/** Whoever comes later, or missed it, is told again after this. */
const tellAgainMs = 2_000;
const step = 1.25;

interface Facts {
  readonly stillId: StillId | undefined;
  readonly size: Size | undefined;
  /** With the pencil in the hand dragging sets ink. */
  readonly drags: boolean;
}

/** Zooming into the still and moving over it within `host`, and showing others the same part of it. */
export function useStillView(host: RefObject<HTMLElement | null>, facts: Facts): StillLook {
  const { annotation } = useClient();
  const { stillId } = facts;
  const [view, setView] = useState(wholeView);
  const [shares, setShares] = useState<StillId>();
  const sharesView = stillId !== undefined && shares === stillId;
  const latest = useRef(facts);
  const controller = useRef<StillView>(undefined);
  useEffect(() => {
    latest.current = facts;
  });
  useEffect(() => {
    if (!host.current) return;
    const made = new StillView(host.current, {
      showing: () => {
        const { size } = latest.current;
        return size && { picture: size, fit: 'contain' };
      },
      drags: () => latest.current.drags,
      onView: setView,
    });
    controller.current = made;
    const element = host.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.target === element && made.onKey(event)) event.preventDefault();
    };
    element.addEventListener('keydown', onKeyDown);
    return () => {
      element.removeEventListener('keydown', onKeyDown);
      made.close();
    };
  }, [host]);
  useEffect(() => controller.current?.show(wholeView), [stillId]);
  // Another's shared view is followed, until one shares one's own.
  useEffect(
    () =>
      annotation.onLane((_, body) => {
        if (body.topic === 'view' && body.stillId === stillId && body.view && !sharesView)
          controller.current?.show(body.view);
      }),
    [annotation, stillId, sharesView],
  );
  useEffect(() => {
    if (!stillId || !sharesView) return;
    annotation.shareView(stillId, view);
    const again = setInterval(() => annotation.shareView(stillId, view), tellAgainMs);
    return () => clearInterval(again);
  }, [annotation, stillId, sharesView, view]);
  return {
    view,
    zoomIn: () => controller.current?.zoom(step),
    zoomOut: () => controller.current?.zoom(1 / step),
    zoomWhole: () => controller.current?.reset(),
    sharesView,
    toggleSharedView: () => {
      if (sharesView) annotation.shareView(stillId, undefined);
      setShares(sharesView ? undefined : stillId);
    },
  };
}
