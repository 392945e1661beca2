import type { EngagementRecord } from '@parley/protocol';
import { customerOf } from '@parley/engagement';
import { Link } from '@tanstack/react-router';
import { Avatar, BackIcon, Plate } from '@parley/ui';
import { Content, usePageTitle } from '@parley/ui/page';
import type { ReactNode } from 'react';
import { RecordSms } from '../conversations/RecordSms.tsx';
import { CustomerFacts } from '../engagement/CustomerFacts.tsx';
import { nameOf } from '../engagement/use-engagement.ts';
import { RecordMessages } from '../messages/RecordMessages.tsx';
import { RecordStills } from '../stills/RecordStills.tsx';
import { t } from '../words.ts';
import { Facts } from './Facts.tsx';
import { People } from './People.tsx';
import styles from './RecordView.module.css';
import { RecordedPart } from './RecordedPart.tsx';
import { WrapUpStrip } from './WrapUpStrip.tsx';

export function RecordView({ record }: { readonly record: EngagementRecord }): ReactNode {
  const { engagement } = record;
  const customer = customerOf(engagement);
  usePageTitle(nameOf(customer));
  return (
    <Content className={styles['page']}>
      <Link to="/" className={styles['back']}>
        <BackIcon aria-hidden size={16} />
        {t('record.back')}
      </Link>
      <WrapUpStrip engagement={engagement} />
      <header className={styles['header']}>
        <Avatar name={customer?.name} size="large" />
        <div>
          <h1>{nameOf(customer)}</h1>
          <p>{engagement.scenario.name}</p>
        </div>
      </header>
      <RecordedPart record={record} />
      <RecordStills engagement={engagement} />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <Facts engagement={engagement} />
          <RecordMessages engagement={engagement} />
          <RecordSms engagement={engagement} />
        </div>
        <div className={styles['column']}>
          <People engagement={engagement} />
          <Plate as="section" aria-label={t('info.title')}>
            <div className={styles['plate']}>
              <h2>{t('info.title')}</h2>
              <CustomerFacts engagement={engagement} />
            </div>
          </Plate>
        </div>
      </div>
    </Content>
  );
}
