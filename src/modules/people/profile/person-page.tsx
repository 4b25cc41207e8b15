import type { Child } from 'hono/jsx'
import { shortDate } from '../../../platform/dates.ts'
import { t } from '../../../platform/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Facts } from '../../../ui/facts.tsx'
import { Page } from '../../../ui/page.tsx'
import { namesOfLanguages } from './own-sections.tsx'
import type { Profile, Stage } from './profile.ts'

type Props = { profile: Profile; isMe: boolean; ties: Child; panels: unknown[] }

export function PersonPage({ profile, isMe, ties, panels }: Props) {
  const { person, topics, address } = profile
  const work = [person.show_designation && person.designation, person.organisation, profile.place]
  return (
    <Page
      title={person.name}
      meta={work.filter(Boolean).join(DOT)}
      actions={isMe && <ButtonLink href="/me">{t('Change what others see of me')}</ButtonLink>}
    >
      {person.about && <p class="prose">{person.about}</p>}
      {topics.length > 0 && <AskAbout topics={topics} />}
      {address && (
        <section>
          <h2>{t('Write to {name}', { name: person.name })}</h2>
          <p>
            <a href={`mailto:${address}`}>{address}</a>
          </p>
        </section>
      )}
      <Known profile={profile} />
      {ties}
      {panels as Child[]}
    </Page>
  )
}

function AskAbout({ topics }: Pick<Profile, 'topics'>) {
  return (
    <section>
      <h2>{t('Ask me about')}</h2>
      <ul class="topics">
        {topics.map(({ id, name }) => (
          <li>
            <a href={`/people?topic=${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Known({ profile }: { profile: Profile }) {
  const { service, cadre, sector, cohorts, person, postings } = profile
  const [current, ...earlier] = postings
  const facts = [
    service && { label: t('Service'), value: service },
    cadre && { label: t('Cadre'), value: cadre },
    sector && { label: t('Sector'), value: sector },
    current?.since && { label: t('In this posting since'), value: shortDate(current.since) },
    cohorts.length > 0 && { label: t('Cohorts'), value: <CohortLinks cohorts={cohorts} /> },
    person.languages.length > 0 && { label: t('Languages'), value: namesOfLanguages(person.languages) },
  ]
  return (
    <>
      <Facts facts={facts.map((fact) => fact || null)} />
      {earlier.length > 0 && <Earlier postings={earlier} />}
    </>
  )
}

function CohortLinks({ cohorts }: Pick<Profile, 'cohorts'>) {
  return (
    <ul class="topics">
      {cohorts.map(({ key, title }) => (
        <li>
          <a href={`/cohorts/${key}`}>{title}</a>
        </li>
      ))}
    </ul>
  )
}

function Earlier({ postings }: { postings: Stage[] }) {
  return (
    <Details summary={t('Earlier postings')}>
      <ul>
        {postings.map(({ designation, organisation, place, ...dates }) => (
          <li>
            {[designation, organisation, place].filter(Boolean).join(DOT)} <span class="soft">{span(dates)}</span>
          </li>
        ))}
      </ul>
    </Details>
  )
}

function span({ since, until }: Pick<Stage, 'since' | 'until'>): string {
  if (!until) return ''
  if (!since) return t('until {until}', { until: shortDate(until) })
  return t('{since} to {until}', { since: shortDate(since), until: shortDate(until) })
}
