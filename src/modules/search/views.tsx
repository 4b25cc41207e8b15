import { shortDate } from '../../platform/dates.ts'
import { t } from '../../platform/i18n.ts'
import { Empty } from '../../ui/empty.tsx'
import { Entries, Entry } from '../../ui/entry.tsx'
import { Page } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import type { Result } from './finders.ts'

type Props = { text: string; kind: string | undefined; results: Result[]; better: string | null }

export function SearchPage({ text, kind, results, better }: Props) {
  return (
    <Page title={text ? t('Found for “{text}”', { text }) : t('Search')}>
      <search>
        <form action="/search" class="form">
          <div class="field">
            <label class="label" for="search-words">
              {t('Words to look for')}
            </label>
            <input class="input" id="search-words" type="search" name="q" value={text} />
          </div>
          <button type="submit" class="button primary">
            {t('Search')}
          </button>
        </form>
      </search>
      {(results.length > 0 || kind) && <Kinds text={text} kind={kind} />}
      {better && (
        <p class="lead">
          {t('Did you mean')} <a href={`/search?q=${encodeURIComponent(better)}`}>{better}</a>?
        </p>
      )}
      {text && results.length === 0 && !better && (
        <Empty title={t('Nothing here holds these words.')}>
          {t('Try fewer or other words, or ask the community.')}
        </Empty>
      )}
      <Entries label={t('Results')}>
        {results.map((result) => (
          <Entry
            title={result.title}
            href={result.href}
            over={result.label}
            meta={result.line ?? shortDate(result.at)}
            lang={result.language}
          >
            {result.passage}
          </Entry>
        ))}
      </Entries>
    </Page>
  )
}

function Kinds({ text, kind }: { text: string; kind: string | undefined }) {
  const tabs: [string | undefined, string][] = [
    [undefined, t('All')],
    ['query', t('Queries')],
    ['item', t('Library')],
    ['post', t('Responses')],
  ]
  const href = (one: string | undefined) => `/search?q=${encodeURIComponent(text)}${one ? `&kind=${one}` : ''}`
  return <Tabs label={t('Kind')} tabs={tabs.map(([one, label]) => ({ label, href: href(one), here: one === kind }))} />
}
