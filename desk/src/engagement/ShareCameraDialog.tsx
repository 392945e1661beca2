import type { DeviceProblem, PreviewedCamera } from '@parley/call';
import { Button, CameraIcon, Dialog, Notice, VideoOffIcon } from '@parley/ui';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import { DeviceChoices } from '../devices/DeviceChoices.tsx';
import { Picture } from '../devices/Picture.tsx';
import { t } from '../words.ts';
import styles from './ShareCameraDialog.module.css';
import type { OwnEngagement } from './use-engagement.ts';

type Preview = PreviewedCamera | DeviceProblem | undefined;

const isRunning = (preview: Preview): preview is PreviewedCamera => typeof preview === 'object';

/** The chosen camera while it is looked at; given back unless it was kept. Undefined while it starts. */
function usePreview(deviceId: string | undefined): {
  readonly preview: Preview;
  readonly keep: () => void;
} {
  const client = useClient();
  const [preview, setPreview] = useState<Preview>();
  const isKept = useRef(false);
  useEffect(() => {
    let isOver = false;
    const asked = client.previewCamera(deviceId).then((captured) => {
      if (isOver && isRunning(captured)) captured.track.stop();
      else if (!isOver) setPreview(captured);
      return captured;
    });
    return () => {
      isOver = true;
      setPreview(undefined);
      void asked.then((captured) => {
        if (isRunning(captured) && !isKept.current) captured.track.stop();
      });
    };
  }, [client, deviceId]);
  return {
    preview,
    keep: () => {
      isKept.current = true;
    },
  };
}

interface ShareCameraDialogProps {
  readonly engagement: OwnEngagement;
  readonly onClose: () => void;
}

/** A look at the own camera, and a choice of it, before anybody else sees it. */
export function ShareCameraDialog({ engagement, onClose }: ShareCameraDialogProps): ReactNode {
  const client = useClient();
  const { cameras } = useDesk((state) => state.media.devices);
  const remembered = useDesk((state) => state.media.camera.deviceId);
  const [chosen, setChosen] = useState<string>();
  const { preview, keep } = usePreview(chosen);
  const isShared = engagement.self.camera;
  // Shared meanwhile by the toolbar's switch or its key.
  useEffect(() => {
    if (isShared) onClose();
  }, [isShared, onClose]);
  const share = (): void => {
    if (!isRunning(preview)) return;
    keep();
    attempt(client.startCamera(preview));
    onClose();
  };
  return (
    <Dialog
      surface="call"
      title={t('share-camera.title')}
      description={t('share-camera.text')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('share-camera.cancel')}</Button>
          <Button variant="accent" disabled={!isRunning(preview)} onClick={share}>
            {t('share-camera.share')}
          </Button>
        </>
      }
    >
      <div className={styles['look']}>
        {typeof preview === 'string' ? (
          <Notice icon={VideoOffIcon} tone="caution">
            {t(`call.camera-${preview}`)}
          </Notice>
        ) : (
          <section className={styles['picture']} aria-label={t('share-camera.preview')}>
            {preview ? <Picture track={preview.track} /> : <p role="status">{t('share-camera.starting')}</p>}
          </section>
        )}
        <DeviceChoices
          label={t('devices.camera')}
          icon={CameraIcon}
          choices={cameras}
          chosen={chosen ?? remembered}
          onChoose={setChosen}
        />
      </div>
    </Dialog>
  );
}
