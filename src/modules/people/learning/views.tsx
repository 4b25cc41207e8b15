import { shortDate } from '../../../platform/dates.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, ButtonLink } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { hostOf, outward } from '../../../ui/outward.ts'
import { Page } from '../../../ui/page.tsx'
import type { Listing } from '../directory/reads.ts'
import { PersonEntry } from '../directory/views.tsx'
import type { Cohort } from './cohorts.ts'
import type { Institution, Programme } from './reads.ts'

type RegisterProps = { institutions: Institution[]; readsMap: boolean }

/** The register; the place of each leads to its region, for whoever may read the map. */
export function InstitutionsPage({ institutions, readsMap }: RegisterProps) {
  return (
    <Page title={t('Training institutions')}>
      {institutions.length === 0 && <Empty title={t('No institution has been entered yet.')} />}
      {tiers.map((tier) => (
        <Tier
          title={tierInWords(tier)}
          institutions={institutions.filter((one) => one.tier === tier)}
          readsMap={readsMap}
        />
      ))}
    </Page>
  )
}

const tiers = ['central', 'state', 'other']

function tierInWords(tier: string): string {
  if (tier === 'central') return t('Central institutions')
  return tier === 'state' ? t('State institutions') : t('Other institutions')
}

function Tier({ title, institutions, readsMap }: RegisterProps & { title: string }) {
  if (institutions.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <Entries label={title}>
        {institutions.map(({ key, name, place, code, site, programmes }) => (
          <Entry
            title={<span id={key}>{name}</span>}
            meta={readsMap && code ? <a href={`/network/regions/${code}`}>{place}</a> : place}
          >
            {programmes.length > 0 && (
              <Links list={programmes.map((one) => ({ ...one, href: `/programmes/${one.key}` }))} />
            )}
            {site && (
              <a href={outward(site)} rel="external">
                {hostOf(site)}
              </a>
            )}
          </Entry>
        ))}
      </Entries>
    </section>
  )
}

function Links({ list }: { list: { name: string; href: string }[] }) {
  return (
    <ul class="topics">
      {list.map(({ name, href }) => (
        <li>
          <a href={href}>{name}</a>
        </li>
      ))}
    </ul>
  )
}

type ProgrammeProps = { programme: Programme; cohorts: Cohort[]; mayEnter: boolean }

export function ProgrammePage(props: ProgrammeProps) {
  const { name, about, institution, materials } = props.programme
  return (
    <Page title={name} lead={about} crumbs={[{ label: t('Training institutions'), href: '/institutions' }]}>
      {institution && (
        <p>
          <a href={`/institutions#${institution.key}`}>{institution.name}</a>
        </p>
      )}
      {materials.length > 0 && (
        <section>
          <h2>{t('Materials')}</h2>
          <Entries label={t('Materials')}>
            {materials.map(({ title, href }) => (
              <Entry title={title} href={outward(href)} />
            ))}
          </Entries>
        </section>
      )}
      <Cohorts {...props} />
    </Page>
  )
}

function Cohorts({ programme, cohorts, mayEnter }: ProgrammeProps) {
  return (
    <section>
      <h2>{t('Cohorts')}</h2>
      {cohorts.length === 0 && <p class="soft">{t('No cohort has been entered yet.')}</p>}
      <Entries label={t('Cohorts')}>
        {cohorts.map((cohort) => (
          <Entry title={cohort.title} href={`/cohorts/${cohort.key}`} meta={datesInWords(cohort)} />
        ))}
      </Entries>
      {mayEnter && <ButtonLink href={`/programmes/${programme.key}/cohorts`}>{t('Enter a cohort')}</ButtonLink>}
    </section>
  )
}

function datesInWords({ starts_on, ends_on }: Cohort): string | null {
  if (!starts_on) return null
  if (!ends_on) return shortDate(starts_on)
  return t('{since} to {until}', { since: shortDate(starts_on), until: shortDate(ends_on) })
}

type CohortProps = {
  cohort: Cohort
  programme: { key: string; name: string } | null
  listing: Listing
  /** She was in it herself, with others who can be asked. */
  mayGather: boolean
}

/** Of those who were in it, whom the reader may know. */
export function CohortPage({ cohort, programme, listing: { people, after }, mayGather }: CohortProps) {
  return (
    <Page
      title={cohort.title}
      meta={datesInWords(cohort)}
      crumbs={programme ? [{ label: programme.name, href: `/programmes/${programme.key}` }] : undefined}
    >
      {mayGather && (
        <Actions>
          <ButtonLink href={`/communities/new?cohort=${cohort.key}`}>{t('Begin a group for this cohort')}</ButtonLink>
        </Actions>
      )}
      <h2>{t('Who was in it')}</h2>
      {people.length === 0 && <Empty title={t('None of them shares a community with you yet.')} />}
      <Entries label={t('Who was in it')}>
        {people.map((person) => (
          <PersonEntry person={person} />
        ))}
      </Entries>
      <p class="soft">
        {t('You see those you share a community with.')}{' '}
        {after && <a href={`/people?cohort=${cohort.id}&after=${after}`}>{t('More of them')}</a>}
        {!after && people.length > 0 && <a href={`/people?cohort=${cohort.id}`}>{t('Find among them')}</a>}
      </p>
    </Page>
  )
}
