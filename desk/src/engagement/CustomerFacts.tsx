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
import { t } from '../words.ts';
import {
  contextSections,
  isExpected,
  wordsOfKey,
  type ContextSection,
  type ContextLine,
} from './context-sections.ts';
import styles from './CustomerFacts.module.css';

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
  return contextSections(engagement.context, engagement.application.name).map(({ name, lines }) => {
    const Shape = icons[name];
    return (
      <section key={name} className={styles['facts']} aria-labelledby={`facts-${name}`}>
        <h3 id={`facts-${name}`}>
          <Shape aria-hidden size={15} />
          {t(`info.${name}`)}
        </h3>
        <dl>
          {lines.map((line) => (
            <Line key={line.key} line={line} />
          ))}
        </dl>
      </section>
    );
  });
}

function Line({ line }: { readonly line: ContextLine }): ReactNode {
  const { key, value, verified } = line;
  const nothing = key === 'customer.name' ? t('common.unknown-customer') : t('common.not-available');
  return (
    <div>
      <dt>{isExpected(key) ? t(`context.${key}`) : wordsOfKey(key)}</dt>
      <dd data-unknown={value === undefined || undefined}>
        {value === undefined ? nothing : <Value line={line} value={value} />}
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

function Value({ line, value }: { readonly line: ContextLine; readonly value: string }): ReactNode {
  if (line.key.endsWith('.permission') && isPermission(value)) return t(permissions[value]);
  if (isExpected(line.key) && isWebAddress(value))
    return (
      <a href={value} target="_blank" rel="noreferrer noopener" title={t('info.opens-new')}>
        {value.replace(/^https?:\/\//i, '')}
      </a>
    );
  return value;
}
