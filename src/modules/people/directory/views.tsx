import { t } from '../../../platform/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { Page } from '../../../ui/page.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { asOption } from '../profile/fields.ts'
import { listReadLanguages } from '../profile/own-sections.tsx'
import { addressOf, type Filters, isFiltered } from './filters.ts'
import type { Lists } from './lists.ts'
import type { Found, Listing } from './reads.ts'

type Props = { asked: Filters; lists: Lists; listing: Listing }

export function DirectoryPage({ asked, lists, listing }: Props) {
  const { people, after, before } = listing
  return (
    <Page
      title={t('People')}
      lead={t('Find who knows, and ask. These are the people you share a community with.')}
      actions={<ButtonLink href="/institutions">{t('Training institutions')}</ButtonLink>}
    >
      <Search asked={asked} lists={lists} />
      <p class="soft" role="status">
        {countInWords(asked, listing)} {isFiltered(asked) && <a href="/people">{t('Show everybody')}</a>}
      </p>
      {people.length === 0 && <Nobody asked={asked} />}
      <Entries label={t('People')}>
        {people.map((person) => (
          <PersonEntry person={person} />
        ))}
      </Entries>
      <Pager
        order="names"
        later={before && addressOf(asked, { before })}
        earlier={after && addressOf(asked, { after })}
      />
    </Page>
  )
}

/** A search changes nothing, so it is sent as a plain address. */
function Search({ asked, lists }: Pick<Props, 'asked' | 'lists'>) {
  const { name, topic, place, after: _after, before: _before, ...more } = asked
  const isNarrowed = Object.values(more).some(Boolean)
  return (
    <search>
      <form method="get" action="/people" class="form" id="directory">
        <Field name="name" type="search" label={t('Name')} value={name} autocomplete="off" optional />
        <One name="topic" label={t('Can be asked about')} value={topic} list={lists.topics} />
        <One name="place" label={t('Place')} value={place} list={lists.areas} />
        <Details summary={t('Service, cadre, organisation and more')} open={isNarrowed}>
          <div class="form">
            <More asked={asked} lists={lists} />
          </div>
        </Details>
        <Button>{t('Find')}</Button>
      </form>
    </search>
  )
}

function More({ asked, lists }: Pick<Props, 'asked' | 'lists'>) {
  const languages = listReadLanguages().map(({ code, name }) => ({ value: code, label: name }))
  return (
    <>
      <Field name="organisation" label={t('Organisation')} value={asked.organisation} optional />
      <One name="service" label={t('Service')} value={asked.service} list={lists.services} />
      <One name="cadre" label={t('Cadre')} value={asked.cadre} list={lists.cadres} />
      <One name="sector" label={t('Sector')} value={asked.sector} list={lists.sectors} />
      <One name="cohort" label={t('Cohort')} value={asked.cohort} list={lists.cohorts} />
      <Select name="language" label={t('Reads')} value={asked.language} none={t('any')} options={languages} optional />
    </>
  )
}

type OneProps = { name: string; label: string; value: number | undefined; list: { id: number; name: string }[] }

/** A list with nothing in it is not offered. */
function One({ name, label, value, list }: OneProps) {
  if (list.length === 0) return null
  return <Select name={name} label={label} value={value} none={t('any')} options={list.map(asOption)} optional />
}

export function PersonEntry({ person }: { person: Found }) {
  const { key, name, designation, organisation, place, topics } = person
  return (
    <Entry title={name} href={`/people/${key}`} meta={[designation, organisation, place].filter(Boolean).join(DOT)}>
      {topics.length > 0 && t('Ask me about {topics}', { topics: topics.join(', ') })}
    </Entry>
  )
}

function countInWords({ name }: Filters, { count, near }: Listing): string {
  if (near && count) return t('Nobody is called “{name}”. These names are close to it.', { name: name ?? '' })
  if (count === null) return t('A long list. Name a topic or a place to come nearer.')
  return t('{count, plural, =0 {Nobody fits} one {One person} other {# people}}', { count })
}

function Nobody({ asked }: { asked: Filters }) {
  return (
    <Empty title={t('Nobody you share a community with fits.')}>
      {isFiltered(asked) ? t('Leave something out and look again.') : t('Join a community to meet its members.')}
    </Empty>
  )
}
