import { endReason } from '@parley/protocol';
import { useQuery } from '@tanstack/react-query';
import { Button, Choice, Field, Switch } from '@parley/ui';
import { useEffect, useState, type ReactNode } from 'react';
import { scenarioNamesQuery } from '../api/queries.ts';
import { outcomeWords } from '../record/outcome.ts';
import { t } from '../words.ts';
import { isFiltered, readHistorySearch, type HistorySearch } from './history-search.ts';
import styles from './Filters.module.css';

interface FiltersProps {
  readonly search: HistorySearch;
  readonly onChange: (search: HistorySearch) => void;
}

/** Long enough not to ask for each letter. */
const typingMs = 250;

export function Filters({ search, onChange }: FiltersProps): ReactNode {
  const scenarios = useQuery(scenarioNamesQuery);
  const change = (part: Readonly<Record<string, unknown>>) =>
    onChange(readHistorySearch({ ...search, ...part }));
  const names = new Set([...(scenarios.data ?? []), ...(search.scenario ? [search.scenario] : [])]);
  return (
    <form className={styles['filters']} role="search" onSubmit={(event) => event.preventDefault()}>
      <div className={styles['search']}>
        <SearchField value={search.search ?? ''} onChange={(value) => change({ search: value })} />
      </div>
      <Field
        label={t('history.from')}
        type="date"
        value={search.from ?? ''}
        max={search.to}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <Field
        label={t('history.to')}
        type="date"
        value={search.to ?? ''}
        min={search.from}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
      <Choice
        label={t('history.outcome')}
        value={search.outcome ?? ''}
        options={[
          { value: '', label: t('history.any') },
          ...endReason.options.map((reason) => ({ value: reason, label: outcomeWords(reason, false) })),
        ]}
        onChoose={(outcome) => change({ outcome })}
      />
      <Choice
        label={t('history.scenario')}
        value={search.scenario ?? ''}
        options={[
          { value: '', label: t('history.any') },
          ...[...names].map((name) => ({ value: name, label: name })),
        ]}
        onChoose={(scenario) => change({ scenario })}
      />
      <div className={styles['foot']}>
        <Switch
          label={t('history.recorded')}
          checked={search.recorded === true}
          onChange={(recorded) => change({ recorded })}
        />
        {isFiltered(search) && (
          <Button variant="quiet" onClick={() => onChange({})}>
            {t('history.clear')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** What is typed shows at once, and is looked for after a moment; the address may change it too (going back). */
function SearchField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (draft.trim() !== value) setDraft(value);
  }
  useEffect(() => {
    if (draft.trim() === value) return undefined;
    const timer = setTimeout(() => onChange(draft), typingMs);
    return () => clearTimeout(timer);
  }, [draft, value, onChange]);
  return (
    <Field
      label={t('history.search')}
      type="search"
      placeholder={t('history.search-hint')}
      maxLength={80}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
    />
  );
}
