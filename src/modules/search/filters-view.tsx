import { t } from '../../platform/i18n.ts'
import { Details } from '../../ui/details.tsx'
import { FieldFrame, Hidden, Select } from '../../ui/field.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { type Asking, addressOf, isFiltered } from './asking.ts'

export type Choices = {
  communities: { slug: string; title: string }[]
  languages: string[]
  cohorts: { key: string; title: string }[]
}
type Props = { asking: Asking; choices: Choices }

/** One box; what narrows it can wait until it is wanted. The address holds all of it. */
export function SearchForm({ asking, choices }: Props) {
  return (
    <search>
      <form action="/search" class="form search-form">
        <Words of={asking.q} />
        {asking.kind && <Hidden name="kind" value={asking.kind} />}
        <Details summary={t('Narrow the search')} open={isFiltered(asking)}>
          <Filters asking={asking} choices={choices} />
        </Details>
        <button type="submit" class="button primary">
          {t('Search')}
        </button>
      </form>
    </search>
  )
}

function Words({ of }: { of: string }) {
  return (
    <div class="field">
      <label class="label" for="search-words">
        {t('Words to look for')}
      </label>
      <input class="input" id="search-words" type="search" name="q" value={of} autocomplete="off" data-suggest />
    </div>
  )
}

function Filters({ asking, choices }: Props) {
  const { communities, languages, cohorts } = optionsOf(choices)
  const { community, language, cohort } = asking
  return (
    <div class="search-filters">
      <Select
        name="community"
        label={t('Community')}
        none={t('All communities')}
        value={community}
        options={communities}
      />
      <Select name="language" label={t('Language')} none={t('All languages')} value={language} options={languages} />
      <Filter name="by" label={t('Written by')} value={asking.by} />
      {cohorts.length > 0 && (
        <Select
          name="cohort"
          label={t('By somebody of the cohort')}
          none={t('All cohorts')}
          value={cohort}
          options={cohorts}
        />
      )}
      <Select name="within" label={t('How old')} none={t('Any age')} value={asking.within} options={ages()} />
      <Filter name="from" label={t('Since')} value={asking.from} type="date" />
      <Filter name="until" label={t('Until')} value={asking.until} type="date" />
    </div>
  )
}

function optionsOf({ communities, languages, cohorts }: Choices) {
  return {
    communities: communities.map(({ slug, title }) => ({ value: slug, label: title })),
    languages: languageNames(languages),
    cohorts: cohorts.map(({ key, title }) => ({ value: key, label: title })),
  }
}

type FilterProps = { name: string; label: string; value: string; type?: 'date' | 'text' }

/** Nothing here is needed, so nothing says “optional”. */
function Filter({ name, label, value, type = 'text' }: FilterProps) {
  const id = `search-${name}`
  return (
    <FieldFrame id={id} label={label}>
      <input class="input middle" type={type} name={name} id={id} value={value} autocomplete="off" />
    </FieldFrame>
  )
}

function ages() {
  return [
    { value: '7', label: t('The last 7 days') },
    { value: '30', label: t('The last 30 days') },
    { value: '365', label: t('The last year') },
  ]
}

/** Each language by the name it gives itself. */
function languageNames(languages: string[]) {
  return languages.map((value) => ({
    value,
    label: new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value,
  }))
}

export function Kinds({ asking }: { asking: Asking }) {
  const tabs: [string, string][] = [
    ['', t('All')],
    ['query', t('Queries')],
    ['post', t('Talk')],
    ['item', t('Library')],
    ['file', t('Files')],
    ['person', t('People')],
    ['community', t('Communities')],
  ]
  return (
    <Tabs
      label={t('Kind')}
      tabs={tabs.map(([kind, label]) => ({ label, href: addressOf(asking, { kind }), here: kind === asking.kind }))}
    />
  )
}
