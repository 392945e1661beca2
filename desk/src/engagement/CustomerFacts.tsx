import type { EngagementState } from '@parley/protocol';
import {
  CameraIcon,
  DeviceIcon,
  NetworkIcon,
  PageIcon,
  PersonIcon,
  VerifiedIcon,
  VisitIcon,
  CheckIcon,
  type Icon,
} from '@parley/ui';
import type { ReactNode } from 'react';
import { DeviceFacts } from '../second-device/DeviceFacts.tsx';
import { useServerNow } from '../time/Clock.tsx';
import { t } from '../words.ts';
import {
  contextSections,
  isExpected,
  wordsOfKey,
  type ContextSection,
  type ContextLine,
} from './context-sections.ts';
import styles from './CustomerFacts.module.css';
import { isRunning, runningValue } from './running-facts.ts';

const icons: Readonly<Record<ContextSection['name'], Icon>> = {
  customer: PersonIcon,
  page: PageIcon,
  visit: VisitIcon,
  device: DeviceIcon,
  network: NetworkIcon,
  devices: CameraIcon,
  more: CheckIcon,
};

/** Everything known about a customer, in sections. */
export function CustomerFacts({ engagement }: { readonly engagement: EngagementState }): ReactNode {
  return [
    ...contextSections(engagement.context, engagement.application.name).map(({ name, lines }) => {
      const Shape = icons[name];
      return (
        <section key={name} className={styles['facts']} aria-labelledby={`facts-${name}`}>
          <h3 id={`facts-${name}`}>
            <Shape aria-hidden size={15} />
            {t(`info.${name}`)}
          </h3>
          <dl>
            {lines.map((line) => (
              <Line key={line.key} line={line} endedAt={engagement.endedAt} />
            ))}
          </dl>
        </section>
      );
    }),
    <DeviceFacts key="second-device" engagement={engagement} />,
  ];
}

interface LineProps {
  readonly line: ContextLine;
  readonly endedAt: string | undefined;
}

function Line({ line, endedAt }: LineProps): ReactNode {
  const { key, value, verified } = line;
  const nothing = key === 'customer.name' ? t('common.unknown-customer') : t('common.not-available');
  return (
    <div>
      <dt>{isExpected(key) ? t(`context.${key}`) : wordsOfKey(key)}</dt>
      <dd data-unknown={value === undefined || undefined}>
        {value === undefined ? nothing : <Value line={line} value={value} endedAt={endedAt} />}
        {verified && (
          <span className={styles['verified']} title={t('info.verified-hint')}>
            <VerifiedIcon role="img" aria-label={t('info.verified')} size={15} />
          </span>
        )}
      </dd>
    </div>
  );
}

/** Only web addresses become links; what a customer's page says is never trusted to be one. */
const isWebAddress = (value: string): boolean => /^https?:\/\/[^\s]+$/i.test(value);

const permissions = { granted: 'info.granted', denied: 'info.denied', prompt: 'info.prompt' } as const;
const isPermission = (value: string): value is keyof typeof permissions => Object.hasOwn(permissions, value);

interface ValueProps extends LineProps {
  readonly value: string;
}

function Value({ line, value, endedAt }: ValueProps): ReactNode {
  if (line.at !== undefined && isRunning(line.key))
    return <RunningValue name={line.key} value={value} since={line.at} until={endedAt} />;
  if (line.key.endsWith('.permission') && isPermission(value)) return t(permissions[value]);
  if (isExpected(line.key) && isWebAddress(value))
    return (
      <a href={value} target="_blank" rel="noreferrer noopener" title={t('info.opens-new')}>
        {value.replace(/^https?:\/\//i, '')}
      </a>
    );
  return value;
}

interface RunningValueProps {
  readonly name: string;
  readonly value: string;
  readonly since: string;
  /** When the engagement ended, and with it what is known. */
  readonly until: string | undefined;
}

function RunningValue({ name, value, since, until }: RunningValueProps): ReactNode {
  const now = useServerNow();
  const end = until === undefined ? now : Date.parse(until);
  return runningValue(name, value, (end - Date.parse(since)) / 1_000);
}
