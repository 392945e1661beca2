import {
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { useDesk } from '../client/desk-context.ts';
import { Picture } from '../devices/Picture.tsx';
import { usePreference } from '../settings/preference.ts';
import { t } from '../words.ts';
import { cornerByKey, corners, nearestCorner } from './self-view-corner.ts';
import styles from './SelfView.module.css';
import type { OwnEngagement } from './use-engagement.ts';

interface Drag {
  readonly startX: number;
  readonly startY: number;
  readonly x: number;
  readonly y: number;
}

/** Follows the pointer while it is held; let go, the view goes to the nearest corner. */
function useCorner() {
  const [corner, setCorner] = usePreference('self-view-corner', corners, 'bottom-end');
  const [drag, setDrag] = useState<Drag>();
  const view = useRef<HTMLElement>(null);
  const drop = (event: PointerEvent): void => {
    const scene = view.current?.parentElement?.getBoundingClientRect();
    const box = view.current?.getBoundingClientRect();
    setDrag(undefined);
    if (!drag || !scene || !box || (event.clientX === drag.startX && event.clientY === drag.startY)) return;
    setCorner(nearestCorner({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, scene));
  };
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ startX: event.clientX, startY: event.clientY, x: event.clientX, y: event.clientY });
    },
    onPointerMove: (event: PointerEvent) =>
      setDrag((held) => held && { ...held, x: event.clientX, y: event.clientY }),
    onPointerUp: drop,
    onPointerCancel: () => setDrag(undefined),
    onKeyDown: (event: KeyboardEvent) => {
      const next = cornerByKey(corner, event.key);
      if (!next) return;
      event.preventDefault();
      setCorner(next);
    },
  };
  const place: CSSProperties = drag
    ? { translate: `${drag.x - drag.startX}px ${drag.y - drag.startY}px` }
    : {};
  return { view, corner, dragging: drag !== undefined, place, handlers };
}

/** The own camera as the customer sees it, not mirrored; there exactly while it is shared. */
export function SelfView({ engagement }: { readonly engagement: OwnEngagement }): ReactNode {
  const track = useDesk((state) => state.media.camera.track);
  const { view, corner, dragging, place, handlers } = useCorner();
  if (!engagement.self.camera || !track) return undefined;
  return (
    <section
      ref={view}
      aria-label={t('call.self')}
      className={styles['view']}
      data-corner={corner}
      data-dragging={dragging || undefined}
      data-held={engagement.state.hold ? '' : undefined}
      style={place}
    >
      <Picture track={track} className={styles['picture']} />
      <span className={styles['caption']} aria-hidden>
        {t('call.self-caption')}
      </span>
      <button
        type="button"
        className={styles['handle']}
        aria-label={t('call.self-move')}
        aria-description={t('call.self-move-hint')}
        {...handlers}
      />
    </section>
  );
}
