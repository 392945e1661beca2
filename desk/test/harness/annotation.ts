import type { DeskClient, DeskState, StillImage } from '@parley/call';
import { isOn } from '@parley/engagement';
import type { DrawnStroke, EngagementState, Still, StillId, StrokeId } from '@parley/protocol';
import type { StoreApi } from 'zustand/vanilla';

const done = () => Promise.resolve({ ok: true as const });
let last = 0;
const newId = (): string => {
  last += 1;
  return `01900000-0000-7000-8000-${String(last).padStart(12, '9')}`;
};
const now = (): string => new Date().toISOString();

const described = (width: number, height: number) => ({
  sha256: 'a'.repeat(64),
  width,
  height,
  bytes: 1_000,
});

function toBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob!), 'image/jpeg', 0.9));
}

function copyOf(video: CanvasImageSource, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d')?.drawImage(video, 0, 0, width, height);
  return canvas;
}

/** Ink and stills that live in the harness alone, so that they can be tried by hand. */
export function madeUpAnnotation(store: StoreApi<DeskState>): DeskClient['annotation'] {
  const engagement = () => store.getState().engagement!;
  const change = (part: (state: EngagementState) => Partial<EngagementState>): Promise<{ ok: true }> => {
    const { state, selfId } = engagement();
    const next = { ...state, ...part(state) };
    const { stillImages } = store.getState().annotation;
    store.setState({ engagement: { selfId, state: next }, annotation: { stillImages, ink: next.ink } });
    return done();
  };
  const image = (id: StillId, part: StillImage): void =>
    store.setState(({ annotation: { ink, stillImages } }) => ({
      annotation: { ink, stillImages: { ...stillImages, [id]: { ...stillImages[id], ...part } } },
    }));
  const still = (id: StillId, part: Partial<Still>): Promise<{ ok: true }> =>
    change(({ stills }) => ({ stills: stills.map((one) => (one.id === id ? { ...one, ...part } : one)) }));
  return {
    newStrokeId: () => newId() as StrokeId,
    draw: (stroke) =>
      change(({ ink }) => ({
        ink: [
          ...ink,
          {
            ...stroke,
            participantId: engagement().selfId,
            at: now(),
            ...(stroke.tool === 'marker' && {
              number: 1 + ink.filter(({ tool }) => tool === 'marker').length,
            }),
          } satisfies DrawnStroke,
        ],
      })),
    change: (id, points, text) =>
      change(({ ink }) => ({
        ink: ink.map((stroke) =>
          stroke.id === id ? { ...stroke, points: [...points], ...(text && { text }) } : stroke,
        ),
      })),
    erase: (ids) => change(({ ink }) => ({ ink: ink.filter(({ id }) => !ids.includes(id)) })),
    clear: (target, whose) =>
      change(({ ink }) => ({
        ink: ink.filter(
          (stroke) =>
            !isOn(stroke, target) || (whose === 'own' && stroke.participantId !== engagement().selfId),
        ),
      })),
    grow: () => undefined,
    abandon: () => undefined,
    point: () => undefined,
    shareView: () => undefined,
    onLane: () => () => undefined,
    wantStill: () => undefined,
    withdrawConsent: done,
    giveConsent: done,
    freeze: async (of, seen) => {
      const id = newId() as StillId;
      const byParticipantId = engagement().selfId;
      await change(({ stills }) => ({
        stills: [...stills, { id, of, byParticipantId, at: now() }],
        frozen: { stillId: id, byParticipantId, since: now() },
      }));
      const file = await seen;
      if (!file) return { ok: true };
      const frame = await createImageBitmap(file);
      image(id, { preview: file });
      await still(id, { preview: described(frame.width, frame.height) });
      for (let part = 0; part <= 1; part += 0.1) {
        image(id, { progress: part });
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      image(id, { picture: await toBlob(copyOf(frame, 3_840, 2_160)) });
      return still(id, { picture: described(3_840, 2_160) });
    },
    unfreeze: () => {
      const { frozen: _, ...state } = engagement().state;
      store.setState({ engagement: { selfId: engagement().selfId, state } });
      return done();
    },
    showStill: (stillId) =>
      change(() => ({ frozen: { stillId, byParticipantId: engagement().selfId, since: now() } })),
    deleteStill: (id) => {
      const { frozen, ...state } = engagement().state;
      const stays = frozen && frozen.stillId !== id;
      const next = {
        ...state,
        ...(stays && { frozen }),
        stills: state.stills.filter((one) => one.id !== id),
      };
      store.setState({ engagement: { selfId: engagement().selfId, state: next } });
      return done();
    },
  };
}
