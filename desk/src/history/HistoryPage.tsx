import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { BackIcon, Button, EngagementsIcon, Notice, OfflineIcon, Plate } from '@parley/ui';
import { Content, usePageTitle } from '@parley/ui/page';
import { useCallback, useState, type ReactNode } from 'react';
import { historyQuery } from '../api/queries.ts';
import { TopBar } from '../shell/TopBar.tsx';
import { EngagementTable } from '../welcome/EngagementTable.tsx';
import { t } from '../words.ts';
import { Filters } from './Filters.tsx';
import styles from './HistoryPage.module.css';
import { isFiltered, type HistorySearch } from './history-search.ts';

const route = getRouteApi('/history');

/** Every engagement that one may look at, to be searched. */
export function HistoryPage(): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const onChange = useCallback(
    (next: HistorySearch) => void navigate({ search: next, replace: true }),
    [navigate],
  );
  const title = t('history.title');
  usePageTitle(title);
  return (
    <>
      <TopBar />
      <Content className={styles['page']}>
        <Link to="/" className={styles['back']}>
          <BackIcon aria-hidden size={16} />
          {t('history.back')}
        </Link>
        <h1>{title}</h1>
        <Filters search={search} onChange={onChange} />
        <Results search={search} clear={() => onChange({})} />
      </Content>
    </>
  );
}

interface ResultsProps {
  readonly search: HistorySearch;
  readonly clear: () => void;
}

function Results({ search, clear }: ResultsProps): ReactNode {
  const history = useInfiniteQuery(historyQuery(search));
  const [now] = useState(() => new Date());
  if (history.isError)
    return (
      <Notice
        icon={OfflineIcon}
        tone="caution"
        action={<Button onClick={() => void history.refetch()}>{t('page.retry')}</Button>}
      >
        {t('history.failed')}
      </Notice>
    );
  if (!history.data) return <p role="status">{t('history.loading')}</p>;
  const found = history.data.pages.flatMap(({ engagements }) => engagements);
  return (
    <>
      <Plate aria-busy={history.isFetching}>
        {found.length === 0 ? (
          <Nothing filtered={isFiltered(search)} clear={clear} />
        ) : (
          <EngagementTable summaries={found} now={now} />
        )}
      </Plate>
      {history.hasNextPage && (
        <div className={styles['more']}>
          <Button disabled={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {history.isFetchingNextPage ? t('history.loading') : t('history.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Nothing({ filtered, clear }: { readonly filtered: boolean; readonly clear: () => void }): ReactNode {
  return (
    <div className={styles['nothing']}>
      <EngagementsIcon aria-hidden size={28} strokeWidth={1.5} />
      <p role="status">{filtered ? t('history.nothing') : t('welcome.recent-empty')}</p>
      <p>{filtered ? t('history.nothing-text') : t('welcome.recent-empty-text')}</p>
      {filtered && <Button onClick={clear}>{t('history.clear')}</Button>}
    </div>
  );
}
