import type { DeskClient, LocalScreen } from '@parley/call';
import { may, someoneStays } from '@parley/engagement';
import {
  AddAssociateIcon,
  AnnotateIcon,
  DevicesIcon,
  ExitIcon,
  FreezeIcon,
  GalleryIcon,
  InformationIcon,
  KeyboardIcon,
  LeaveIcon,
  MeetingIcon,
  MessageIcon,
  MicrophoneIcon,
  MutedIcon,
  OptionsIcon,
  PauseIcon,
  PhoneIcon,
  RecordIcon,
  ResumeIcon,
  ScreenIcon,
  ScreenOffIcon,
  SmsIcon,
  StopRecordingIcon,
  TakeOverIcon,
  TransferIcon,
  VideoIcon,
  VideoOffIcon,
  type Icon,
} from '@parley/ui';
import { isShown, type Action } from '../actions/action.ts';
import { attempt } from '../client/notices.ts';
import type { GalleryChoice } from '../gallery/use-gallery.ts';
import type { MessagesPanelState } from '../messages/use-messages.ts';
import { waysOf } from '../second-device/ways.ts';
import { annotateNow, freezeNow, type PictureControls } from '../stills/picture-actions.ts';
import { t } from '../words.ts';
import { askNow } from './asking-action.ts';
import type { OwnEngagement } from './use-engagement.ts';

/** What the actions stand on. */
export interface CallFacts {
  readonly engagement: OwnEngagement;
  readonly client: DeskClient;
  readonly screen: LocalScreen['state'];
  readonly picture: PictureControls;
  readonly gallery: GalleryChoice;
  readonly messages: Pick<MessagesPanelState, 'isShown' | 'isOpen' | 'setOpen'>;
  readonly isSupervisor: boolean;
  /** The server can send SMS. */
  readonly canSendSms: boolean;
  readonly informationOpen: boolean;
  readonly open: Readonly<
    Record<
      | 'options'
      | 'devices'
      | 'help'
      | 'exitQuestion'
      | 'add'
      | 'transfer'
      | 'takeOver'
      | 'sms'
      | 'meeting'
      | 'shareCamera'
      | 'device',
      () => void
    >
  >;
  readonly toggleInformation: () => void;
}

type Name =
  | 'mute'
  | 'video'
  | 'annotate'
  | 'freeze'
  | 'pause'
  | 'exit'
  | 'options'
  | 'information'
  | 'ask-camera'
  | 'ask-screen'
  | 'invite-device'
  | 'share-camera'
  | 'share-screen'
  | 'record'
  | 'create-meeting'
  | 'add-associate'
  | 'transfer'
  | 'sms'
  | 'message'
  | 'gallery'
  | 'devices'
  | 'take-over'
  | 'leave'
  | 'shortcuts';

interface Definition {
  readonly shortcut?: string;
  readonly icon: Icon;
  /** How it looks and what it does now; `perform` absent when it can't be done. */
  readonly now: (facts: CallFacts) => Partial<Action> & Pick<Action, 'perform'>;
}

const mayDo = ({ engagement: { state, self } }: CallFacts, action: Parameters<typeof may>[2]): boolean =>
  may(state, self.id, action);

function cameraSwitch(facts: CallFacts): (() => void) | undefined {
  const { client, engagement } = facts;
  if (engagement.self.camera) return () => attempt(client.stopCamera());
  return mayDo(facts, 'start-camera') ? () => attempt(client.startCamera()) : undefined;
}

function screenSwitch(facts: CallFacts): (() => void) | undefined {
  const { client, engagement, screen } = facts;
  if (engagement.self.screen) return () => attempt(client.stopScreen());
  const can = screen !== 'unavailable' && mayDo(facts, 'start-screen');
  return can ? () => attempt(client.startScreen()) : undefined;
}

function pauseSwitch(facts: CallFacts): (() => void) | undefined {
  const { client, engagement } = facts;
  if (engagement.state.hold) return mayDo(facts, 'resume') ? () => attempt(client.resume()) : undefined;
  return mayDo(facts, 'pause') ? () => attempt(client.pause()) : undefined;
}

const definitions: Readonly<Record<Name, Definition>> = {
  mute: {
    shortcut: 'M',
    icon: MicrophoneIcon,
    now: ({ client, engagement: { self } }) => ({
      icon: self.muted ? MutedIcon : MicrophoneIcon,
      hint: self.muted ? t('call.unmute-hint') : t('call.mute-hint'),
      pressed: self.muted,
      perform: () => attempt(self.muted ? client.unmute() : client.mute()),
    }),
  },
  video: {
    shortcut: 'V',
    icon: VideoIcon,
    now: (facts) => {
      const { camera } = facts.engagement.self;
      return {
        icon: camera ? VideoIcon : VideoOffIcon,
        hint: camera ? t('call.video-stop') : t('call.video-start'),
        pressed: camera,
        perform: cameraSwitch(facts),
      };
    },
  },
  annotate: {
    shortcut: 'A',
    icon: AnnotateIcon,
    now: ({ engagement, picture }) => annotateNow(engagement, picture),
  },
  freeze: {
    shortcut: 'F',
    icon: FreezeIcon,
    now: ({ engagement, picture }) => freezeNow(engagement, picture),
  },
  pause: {
    shortcut: 'P',
    icon: PauseIcon,
    now: (facts) => {
      const pressed = facts.engagement.state.hold !== undefined;
      return {
        icon: pressed ? ResumeIcon : PauseIcon,
        hint: pressed ? t('call.resume-hint') : t('call.pause-hint'),
        pressed,
        perform: pauseSwitch(facts),
      };
    },
  },
  exit: {
    shortcut: 'Shift+X',
    icon: ExitIcon,
    now: (facts) => {
      const { client, engagement, open } = facts;
      const alone = !someoneStays(engagement.state, engagement.self);
      const end = alone ? () => attempt(client.exit()) : open.exitQuestion;
      return { hint: t('call.exit-hint'), perform: mayDo(facts, 'exit') ? end : undefined };
    },
  },
  options: {
    shortcut: 'O',
    icon: OptionsIcon,
    now: ({ open }) => ({ perform: open.options }),
  },
  information: {
    shortcut: 'I',
    icon: InformationIcon,
    now: ({ informationOpen, toggleInformation }) => ({
      hint: informationOpen ? t('call.information-close') : t('call.information-open'),
      perform: toggleInformation,
    }),
  },
  'ask-camera': {
    icon: VideoIcon,
    now: ({ engagement, client }) => askNow(engagement, client, 'camera'),
  },
  'ask-screen': {
    icon: ScreenIcon,
    now: ({ engagement, client }) => askNow(engagement, client, 'screen'),
  },
  'invite-device': {
    icon: PhoneIcon,
    now: ({ engagement, open }) => {
      const makesSense = engagement.device?.state !== 'present' && waysOf(engagement).length > 0;
      return { perform: makesSense ? open.device : undefined };
    },
  },
  'share-camera': {
    icon: VideoIcon,
    now: (facts) => {
      const { camera } = facts.engagement.self;
      return {
        icon: camera ? VideoOffIcon : VideoIcon,
        label: camera ? t('call.unshare-camera') : t('call.share-camera'),
        // From here with a look at it first; the toolbar's own switch takes one press.
        perform: camera || !mayDo(facts, 'start-camera') ? cameraSwitch(facts) : facts.open.shareCamera,
      };
    },
  },
  'share-screen': {
    shortcut: 'S',
    icon: ScreenIcon,
    now: (facts) => {
      const { screen } = facts.engagement.self;
      return {
        icon: screen ? ScreenOffIcon : ScreenIcon,
        label: screen ? t('call.unshare-screen') : t('call.share-screen'),
        perform: screenSwitch(facts),
      };
    },
  },
  record: {
    shortcut: 'R',
    icon: RecordIcon,
    now: (facts) => {
      const { client, engagement } = facts;
      const { wanted, consent } = engagement.state.recording ?? {};
      const stops = wanted || consent === 'asked';
      return {
        icon: stops ? StopRecordingIcon : RecordIcon,
        label: stops ? t('call.record-stop') : t('call.record'),
        perform: mayDo(facts, stops ? 'stop-recording' : 'start-recording')
          ? () => attempt(stops ? client.stopRecording() : client.startRecording())
          : undefined,
      };
    },
  },
  'create-meeting': {
    icon: MeetingIcon,
    now: (facts) => ({ perform: mayDo(facts, 'open-meeting') ? facts.open.meeting : undefined }),
  },
  'add-associate': {
    icon: AddAssociateIcon,
    now: (facts) => ({ perform: mayDo(facts, 'add-associate') ? facts.open.add : undefined }),
  },
  transfer: {
    icon: TransferIcon,
    now: (facts) => {
      const isUnderWay = facts.engagement.state.transfer !== undefined;
      return { perform: mayDo(facts, 'transfer') && !isUnderWay ? facts.open.transfer : undefined };
    },
  },
  sms: {
    icon: SmsIcon,
    now: (facts) => ({
      perform: facts.canSendSms && mayDo(facts, 'sms') ? facts.open.sms : undefined,
    }),
  },
  message: {
    shortcut: 'T',
    icon: MessageIcon,
    now: ({ messages: { isShown, isOpen, setOpen } }) => ({
      perform: isShown ? () => setOpen(!isOpen) : undefined,
    }),
  },
  gallery: {
    shortcut: 'G',
    icon: GalleryIcon,
    now: ({ gallery: { isOpen, toggle } }) => ({
      label: isOpen ? t('gallery.close') : t('gallery.open'),
      perform: toggle,
    }),
  },
  devices: { icon: DevicesIcon, now: ({ open }) => ({ perform: open.devices }) },
  'take-over': {
    icon: TakeOverIcon,
    now: ({ isSupervisor, engagement: { state, self, supervision }, open }) => {
      const can = isSupervisor && !supervision && state.leadId !== self.id;
      return { perform: can ? open.takeOver : undefined };
    },
  },
  leave: {
    icon: LeaveIcon,
    now: (facts) => ({
      perform: mayDo(facts, 'leave') ? () => attempt(facts.client.leave()) : undefined,
    }),
  },
  shortcuts: { icon: KeyboardIcon, now: ({ open }) => ({ perform: open.help }) },
};

const labels = {
  mute: 'call.mute',
  video: 'call.video',
  annotate: 'call.annotate',
  freeze: 'call.freeze',
  pause: 'call.pause',
  exit: 'call.exit',
  options: 'call.options',
  information: 'call.information',
  'ask-camera': 'asking.camera',
  'ask-screen': 'asking.screen',
  'invite-device': 'device.invite',
  'share-camera': 'call.share-camera',
  'share-screen': 'call.share-screen',
  record: 'call.record',
  'create-meeting': 'meeting.create',
  'add-associate': 'colleague.add',
  transfer: 'colleague.transfer',
  sms: 'sms.open',
  message: 'message.open',
  gallery: 'gallery.open',
  devices: 'call.devices',
  'take-over': 'supervision.take-over',
  leave: 'call.leave',
  shortcuts: 'call.shortcuts',
} as const satisfies Record<Name, string>;

function actionNow(name: Name, facts: CallFacts): Action {
  const { icon, shortcut, now } = definitions[name];
  return { id: name, label: t(labels[name]), icon, shortcut, ...now(facts) };
}

/** The toolbar's own places, in order; Exit stands apart and Options comes last. */
const toolbar = ['mute', 'video', 'annotate', 'freeze', 'pause', 'exit', 'options'] as const;
const optionsMenu = [
  'ask-camera',
  'ask-screen',
  'invite-device',
  'share-camera',
  'share-screen',
  'record',
  'sms',
  'message',
  'create-meeting',
  'add-associate',
  'transfer',
  'gallery',
  'devices',
  'take-over',
  'leave',
  'shortcuts',
] as const;

export interface CallActions {
  readonly toolbar: readonly Action[];
  readonly options: readonly Action[];
  readonly information: Action;
  /** Everything that has a shortcut. */
  readonly all: readonly Action[];
}

/** Everything the associate can do in this engagement now, sorted by where it is shown. */
export function callActions(facts: CallFacts): CallActions {
  const inToolbar = toolbar.map((name) => actionNow(name, facts)).filter(isShown);
  const inMenu = optionsMenu.map((name) => actionNow(name, facts)).filter(({ perform }) => perform);
  const information = actionNow('information', facts);
  return { toolbar: inToolbar, options: inMenu, information, all: [...inToolbar, ...inMenu, information] };
}

/** For the help sheet, which is there also when there is no call. */
export const callShortcuts = () =>
  [...toolbar, ...optionsMenu, 'information' as const].flatMap((name) => {
    const { shortcut } = definitions[name];
    return shortcut ? [{ id: name, label: t(labels[name]), shortcut }] : [];
  });
