import type { JSX } from 'preact';
import { Icon } from './icons.tsx';
import { Picture } from './Picture.tsx';
import { useCall, useShared } from './shared.ts';

/** On devices held in the hand there are a front and a back camera, whether the browser lists them or not. */
const isHandheld = matchMedia('(pointer: coarse)').matches;

/**
 * The own camera as the others see it: not mirrored, so that a document held up can be read and what an associate
 * points at is where they point. `large` while nobody else is there to look at.
 */
export function SelfView({ large }: { readonly large: boolean }): JSX.Element | null {
  const { client, t } = useShared();
  const camera = useCall((state) => state.media.camera);
  const cameras = useCall((state) => state.media.devices.cameras.length);
  if (camera.state !== 'on' || !camera.track) return null;
  return (
    <section class={`self ${large ? 'large' : ''}`} aria-label={t('picture.self')}>
      <Picture track={camera.track} fit="cover" />
      {isHandheld && cameras !== 1 && (
        <button
          type="button"
          class="flip"
          aria-label={t('control.flip')}
          onClick={() => void client.flipCamera()}
        >
          <Icon name="flip" size={20} />
        </button>
      )}
    </section>
  );
}
