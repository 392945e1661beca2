import type { EntranceView, ProblemBody } from '@parley/protocol';
import type { JSX } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { DeviceHelp } from '../interface/DeviceHelp.tsx';
import { Devices } from '../interface/Devices.tsx';
import { Icon } from '../interface/icons.tsx';
import { SelfView } from '../interface/SelfView.tsx';
import { useCall } from '../interface/shared.ts';
import { lookWith, useJoin } from './join-shared.ts';

/** Who waits for the host asks this often whether they have come. */
const lookEveryMs = 2_500;

type MeetingView = Extract<EntranceView, { kind: 'meeting' }>;

/** Looking again may help; any other refusal is told by entering, which meets the same one. */
const passing = new Set<ProblemBody['code']>(['draining', 'rate-limited', 'internal']);

/** Name and devices; then in, or to wait for the host. */
export function MeetingDoor({ view }: { readonly view: MeetingView }): JSX.Element {
  const { client, entry, keepName } = useJoin();
  const [camera, setCamera] = useState(true);
  const [waits, setWaits] = useState(false);
  const [isHostThere, setHostThere] = useState(view.isHostThere);
  useEffect(() => void client.preview(camera), [client, camera]);
  useEffect(() => {
    if (!waits) return undefined;
    let isGone = false;
    const look = async (): Promise<void> => {
      const found = await lookWith(entry());
      if (isGone || ('problem' in found && passing.has(found.problem.code))) return;
      const comes = 'problem' in found || (found.kind === 'meeting' && found.isHostThere);
      setHostThere(comes);
      if (comes) void client.request(camera ? 'video' : 'audio');
    };
    void look();
    const timer = setInterval(() => void look(), lookEveryMs);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [waits, camera, client, entry]);
  return (
    <div class="door">
      <CameraCheck camera={camera} setCamera={setCamera} />
      <div class="door-words">
        <About view={view} />
        {waits ? (
          <NoHost isHostThere={isHostThere} hostName={view.hostName} leave={() => setWaits(false)} />
        ) : (
          <NameForm
            name={entry().name}
            done={(name) => {
              keepName(name);
              setWaits(true);
            }}
          />
        )}
        <DeviceHelp wantsCamera={camera} />
        <Devices />
      </div>
    </div>
  );
}

function CameraCheck({
  camera,
  setCamera,
}: {
  readonly camera: boolean;
  readonly setCamera: (on: boolean) => void;
}): JSX.Element {
  const { t } = useJoin();
  const own = useCall((state) => state.media.camera);
  return (
    <div class="door-picture">
      {camera && own.state === 'on' ? (
        <SelfView large />
      ) : (
        <div class="no-picture">
          <Icon name="cameraOff" size={30} />
          <p>{own.state === 'starting' ? t('join.allow') : t('join.camera-off')}</p>
        </div>
      )}
      <button
        type="button"
        class={`camera-switch ${camera ? '' : 'stands'}`}
        aria-pressed={camera}
        onClick={() => setCamera(!camera)}
      >
        <Icon name={camera ? 'camera' : 'cameraOff'} size={20} /> {t('join.camera')}
      </button>
      {!camera && <p class="soft">{t('join.without-camera')}</p>}
    </div>
  );
}

function About({ view }: { readonly view: MeetingView }): JSX.Element {
  const { t, language } = useJoin();
  const begins = Date.parse(view.startsAt);
  const [opened] = useState(() => Date.now());
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(begins);
  return (
    <div class="about">
      <h1 class="title">{view.title}</h1>
      <p class="soft">{t('join.with', { name: view.hostName })}</p>
      {begins > opened && <p class="soft">{t('join.from', { time })}</p>}
    </div>
  );
}

function NameForm({
  name,
  done,
}: {
  readonly name: string;
  readonly done: (name: string) => void;
}): JSX.Element {
  const { t } = useJoin();
  const id = useId();
  const [typed, setTyped] = useState(name);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (typed.trim() !== '') done(typed.trim());
  };
  return (
    <form class="ask" onSubmit={submit}>
      <div class="field">
        <label for={id}>{t('join.name')}</label>
        <input
          id={id}
          value={typed}
          maxLength={80}
          autocomplete="name"
          aria-describedby={`${id}-hint`}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <p id={`${id}-hint`} class="told soft">
          {t('join.name-hint')}
        </p>
      </div>
      <button type="submit" class="primary" disabled={typed.trim() === ''}>
        {t('join.join')}
      </button>
    </form>
  );
}

interface NoHostProps {
  readonly isHostThere: boolean;
  readonly hostName: string;
  readonly leave: () => void;
}

function NoHost({ isHostThere, hostName, leave }: NoHostProps): JSX.Element {
  const { t } = useJoin();
  return (
    <div class="no-host">
      <div class="waiting-words" role="status">
        <p class="title">{t(isHostThere ? 'join.looking' : 'join.no-host')}</p>
        {!isHostThere && <p class="soft">{t('join.no-host-hint', { name: hostName })}</p>}
      </div>
      <button type="button" class="plain" onClick={leave}>
        {t('join.leave')}
      </button>
    </div>
  );
}
