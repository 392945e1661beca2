import { Content, usePageTitle } from '@parley/ui/page';
import { useMemo, useState, type ReactNode } from 'react';
import { useShortcuts } from '../actions/shortcuts.ts';
import { useClient, useDesk, useProfile } from '../client/desk-context.ts';
import { Others } from '../gallery/Filmstrip.tsx';
import { isCrowded, useGallery, type GalleryChoice } from '../gallery/use-gallery.ts';
import { ClearAllQuestion } from '../ink/ClearAllQuestion.tsx';
import { InkTools } from '../ink/InkTools.tsx';
import { MessagesPanel } from '../messages/MessagesPanel.tsx';
import { useMessages, type MessagesPanelState } from '../messages/use-messages.ts';
import { useSwitchPreference } from '../settings/preference.ts';
import { openPanel } from '../shell/panels.ts';
import { maySupervise } from '../supervision/roles.ts';
import { SupervisionBar } from '../supervision/SupervisionBar.tsx';
import { StillDock } from '../stills/StillDock.tsx';
import { useStageWork, type StageWork } from '../stills/use-stage-work.ts';
import { callActions } from './actions.ts';
import { AskedDialog, type Asks } from './AskedDialog.tsx';
import { CallHeader } from './CallHeader.tsx';
import { CallNotices } from './CallNotices.tsx';
import { CallToolbar } from './CallToolbar.tsx';
import { CustomerPanel } from './CustomerPanel.tsx';
import { SelfView } from './SelfView.tsx';
import { Stage } from './Stage.tsx';
import { nameOf, type OwnEngagement } from './use-engagement.ts';
import { useResting } from './use-resting.ts';
import styles from './VideoInterface.module.css';

/** What can be done now, and which of the panels and questions that it opens are open. */
function useCallScreen(
  engagement: OwnEngagement,
  { controls }: StageWork,
  gallery: GalleryChoice,
  messages: MessagesPanelState,
) {
  const { isShown, isOpen, setOpen } = messages;
  const client = useClient();
  const isSupervisor = maySupervise(useProfile());
  const screen = useDesk(({ media }) => media.screen.state);
  const canSendSms = useDesk(({ conversations }) => conversations?.canSend ?? false);
  const [informationOpen, setInformationOpen] = useSwitchPreference('caller-information', true);
  const [optionsOpen, setOptionsOpen] = useState(false);
  const [asks, setAsks] = useState<Asks>();
  const actions = useMemo(
    () =>
      callActions({
        engagement,
        client,
        screen,
        picture: controls,
        gallery,
        messages: { isShown, isOpen, setOpen },
        isSupervisor,
        canSendSms,
        informationOpen,
        toggleInformation: () => setInformationOpen(!informationOpen),
        open: {
          options: () => setOptionsOpen(true),
          devices: () => openPanel('devices'),
          help: () => openPanel('help'),
          exitQuestion: () => setAsks('exit'),
          add: () => setAsks('add'),
          transfer: () => setAsks('transfer'),
          takeOver: () => setAsks('take-over'),
          sms: () => setAsks('sms'),
          shareCamera: () => setAsks('camera'),
          meeting: () => setAsks('meeting'),
          device: () => setAsks('device'),
        },
      }),
    [
      engagement,
      client,
      screen,
      controls,
      gallery,
      isShown,
      isOpen,
      setOpen,
      isSupervisor,
      canSendSms,
      informationOpen,
      setInformationOpen,
    ],
  );
  useShortcuts(engagement.supervision ? [actions.information] : actions.all);
  const showsInformation = informationOpen && !engagement.isMeeting;
  return {
    actions,
    informationOpen: showsInformation,
    optionsOpen,
    setOptionsOpen,
    asks,
    setAsks,
  };
}

/** There is a picture to step back from, and nothing else on the stage. */
const isPictureAlone = ({ customer, picture, state }: OwnEngagement): boolean =>
  picture.camera && state.hold === undefined && customer.state === 'present';

/** The page of a running engagement: the picture is the page, everything else waits at its edge. */
export function VideoInterface({
  engagement,
  swap,
}: {
  readonly engagement: OwnEngagement;
  /** Of two cameras of the customer puts the other one on the stage. */
  readonly swap: () => void;
}): ReactNode {
  const work = useStageWork(engagement);
  const gallery = useGallery(engagement, work);
  const messages = useMessages(engagement);
  const { actions, informationOpen, optionsOpen, setOptionsOpen, asks, setAsks } = useCallScreen(
    engagement,
    work,
    gallery,
    messages,
  );
  usePageTitle(titleOf(engagement));
  const { inHand } = work.pencil;
  const close = (): void => setAsks(undefined);
  const resting = useResting(inHand || !isPictureAlone(engagement));
  return (
    <Content className={styles['interface']} data-surface="call" data-resting={resting || undefined}>
      {informationOpen && <CustomerPanel engagement={engagement.state} />}
      <div
        className={styles['scene']}
        data-frozen={work.isFrozen || undefined}
        data-supervised={engagement.supervision !== undefined || undefined}
        data-crowded={isCrowded(engagement) || undefined}
      >
        <Stage
          engagement={engagement}
          work={work}
          swap={swap}
          resume={actions.toolbar.find(({ id }) => id === 'pause')?.perform}
        />
        <CallHeader
          engagement={engagement}
          information={actions.information}
          informationOpen={informationOpen}
          messages={messages}
        />
        <CallNotices engagement={engagement} messages={messages} inviteDevice={() => setAsks('device')} />
        <Others engagement={engagement} alike={gallery.isOpen} />
        <SelfView engagement={engagement} />
        <StillDock engagement={engagement} work={work} />
        {inHand && <InkTools pencil={work.pencil} work={work.ink} />}
        {engagement.supervision ? (
          <SupervisionBar engagement={engagement} supervision={engagement.supervision} />
        ) : (
          <CallToolbar actions={actions} optionsOpen={optionsOpen} onOptionsOpenChange={setOptionsOpen} />
        )}
      </div>
      <MessagesPanel engagement={engagement} panel={messages} />
      {work.ink.clearing && <ClearAllQuestion {...work.ink.clearing} />}
      {asks && <AskedDialog asks={asks} engagement={engagement} onClose={close} />}
    </Content>
  );
}

/** What the call is called: after its meeting, or after the customer. */
const titleOf = ({ isMeeting, state, customer }: OwnEngagement): string =>
  (isMeeting ? state.meeting?.title : undefined) ?? nameOf(customer);
