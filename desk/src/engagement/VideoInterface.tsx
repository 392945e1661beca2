import { useMemo, useState, type ReactNode } from 'react';
import { useShortcuts } from '../actions/shortcuts.ts';
import { ColleagueDialog } from '../colleagues/ColleagueDialog.tsx';
import { ColleagueTiles } from '../colleagues/ColleagueTiles.tsx';
import { useClient, useDesk } from '../client/desk-context.ts';
import { useSwitchPreference } from '../settings/preference.ts';
import { Content } from '../shell/Content.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { openPanel } from '../shell/panels.ts';
import { callActions } from './actions.ts';
import { CallHeader } from './CallHeader.tsx';
import { CallNotices } from './CallNotices.tsx';
import { CallToolbar } from './CallToolbar.tsx';
import { CustomerPanel } from './CustomerPanel.tsx';
import { ExitQuestion } from './ExitQuestion.tsx';
import { SelfView } from './SelfView.tsx';
import { Stage } from './Stage.tsx';
import { nameOf, type OwnEngagement } from './use-engagement.ts';
import { useResting } from './use-resting.ts';
import styles from './VideoInterface.module.css';

/** The page of a running engagement: the picture is the page, everything else waits at its edge. */
export function VideoInterface({ engagement }: { readonly engagement: OwnEngagement }): ReactNode {
  const client = useClient();
  const screen = useDesk(({ media }) => media.screen.state);
  const [informationOpen, setInformationOpen] = useSwitchPreference('caller-information', true);
  const [optionsOpen, setOptionsOpen] = useState(false);
  const [asksExit, setAsksExit] = useState(false);
  const [asksColleague, setAsksColleague] = useState<'add' | 'transfer'>();
  const actions = useMemo(
    () =>
      callActions({
        engagement,
        client,
        screen,
        informationOpen,
        toggleInformation: () => setInformationOpen(!informationOpen),
        open: {
          options: () => setOptionsOpen(true),
          devices: () => openPanel('devices'),
          help: () => openPanel('help'),
          exitQuestion: () => setAsksExit(true),
          add: () => setAsksColleague('add'),
          transfer: () => setAsksColleague('transfer'),
        },
      }),
    [engagement, client, screen, informationOpen, setInformationOpen],
  );
  useShortcuts(actions.all);
  usePageTitle(nameOf(engagement.customer));
  const { customer, state } = engagement;
  const resting = useResting(!customer.camera || state.hold !== undefined || customer.state !== 'present');
  return (
    <Content className={styles['interface']} data-surface="call" data-resting={resting || undefined}>
      {informationOpen && <CustomerPanel engagement={state} />}
      <div className={styles['scene']}>
        <Stage engagement={engagement} resume={actions.toolbar.find(({ id }) => id === 'pause')?.perform} />
        <CallHeader
          engagement={engagement}
          information={actions.information}
          informationOpen={informationOpen}
        />
        <CallNotices engagement={engagement} />
        <ColleagueTiles engagement={engagement} />
        <SelfView engagement={engagement} />
        <CallToolbar actions={actions} optionsOpen={optionsOpen} onOptionsOpenChange={setOptionsOpen} />
      </div>
      {asksColleague && (
        <ColleagueDialog
          purpose={asksColleague}
          engagement={engagement}
          onClose={() => setAsksColleague(undefined)}
        />
      )}
      {asksExit && <ExitQuestion engagement={engagement} onClose={() => setAsksExit(false)} />}
    </Content>
  );
}
