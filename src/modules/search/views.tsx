import { shortDate } from '../../platform/dates.ts'
import { t } from '../../platform/i18n.ts'
import { DOT } from '../../ui/dot.ts'
import { Empty } from '../../ui/empty.tsx'
import { Entries, Entry } from '../../ui/entry.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { People } from '../../ui/person.tsx'
import { type Asking, addressOf } from './asking.ts'
import type { CommunityFound } from './communities.ts'
import { type Choices, Kinds, SearchForm } from './filters-view.tsx'
import type { Result } from './finders.ts'
import { Passage, whyMatched } from './passage-view.tsx'
import type { PersonFound } from './people.ts'

type Props = {
  asking: Asking
  choices: Choices
  results: Result[]
  /** Nothing holds all the words; these hold some. */
  partly: boolean
  people: PersonFound[]
  communities: CommunityFound[]
  better: string | null
  older: string | null
}

export function SearchPage(props: Props) {
  const { asking, choices, results, people, communities, better, older } = props
  const isEmpty = results.length + people.length + communities.length === 0
  return (
    <Page title={asking.q ? t('Found for “{text}”', { text: asking.q }) : t('Search')}>
      <SearchForm asking={asking} choices={choices} />
      {asking.q && <Kinds asking={asking} />}
      {better && <Better asking={asking} better={better} />}
      {asking.q && isEmpty && !better && (
        <Empty title={t('Nothing here holds these words.')}>
          {t('Try fewer or other words, or ask the community.')}
        </Empty>
      )}
      <FoundCommunities communities={communities} headed={asking.kind !== 'community'} />
      <FoundPeople people={people} headed={asking.kind !== 'person'} />
      <FoundThings {...props} />
      <Pager earlier={older ?? undefined} />
    </Page>
  )
}

function Better({ asking, better }: { asking: Asking; better: string }) {
  return (
    <p class="lead">
      {t('Did you mean')} <a href={addressOf(asking, { q: better })}>{better}</a>?
    </p>
  )
}

function FoundCommunities({ communities, headed }: { communities: CommunityFound[]; headed: boolean }) {
  if (communities.length === 0) return null
  return (
    <section>
      {headed && <h2>{t('Communities')}</h2>}
      <Entries label={t('Communities')}>
        {communities.map(({ slug, title, purpose, inName }) => (
          <Entry title={title} href={`/communities/${slug}`} meta={inName ? t('In its name') : t('In its charter')}>
            {purpose}
          </Entry>
        ))}
      </Entries>
    </section>
  )
}

function FoundPeople({ people, headed }: { people: PersonFound[]; headed: boolean }) {
  if (people.length === 0) return null
  const listed = people.map(({ key, name, organisation, place, ...why }) => ({
    name,
    href: `/people/${key}`,
    place: [organisation, place].filter(Boolean).join(DOT),
    note: whyFound(why),
  }))
  return <People title={headed ? t('People') : undefined} people={listed} />
}

function whyFound({ because, topic }: Pick<PersonFound, 'because' | 'topic'>): string | undefined {
  if (because === 'topic') return t('Can be asked about {topic}', { topic })
  if (because === 'near') return t('A similar name')
  if (because === 'about') return t('In what she or he says of the work')
  return undefined
}

function FoundThings({ asking, results, partly, people, communities }: Props) {
  if (results.length === 0) return null
  const headed = people.length + communities.length > 0
  return (
    <section>
      {headed && <h2>{t('What was written')}</h2>}
      {partly && <p class="lead">{t('Nothing holds all of these words. These hold some of them:')}</p>}
      <Entries label={t('Results')}>
        {results.map((result) => (
          <Entry
            title={result.title}
            href={result.href}
            over={result.label}
            meta={[result.line ?? shortDate(result.at), whyMatched(result, asking.q)].join(DOT)}
            lang={result.language}
          >
            <Passage text={result.passage} lang={result.language} />
          </Entry>
        ))}
      </Entries>
    </section>
  )
}
