import type { Child, PropsWithChildren } from 'hono/jsx'
import { currentLanguage, pick, t } from '../../platform/i18n.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Entries, Entry } from '../../ui/entry.tsx'
import { Page } from '../../ui/page.tsx'
import { People } from '../../ui/person.tsx'
import type { Community, listStewards } from './reads.ts'

type Rows<F extends (...given: never[]) => Promise<unknown[]>> = Awaited<ReturnType<F>>

/** Lists by language: the reader's own, or the first there is. */
function pickList(lists: unknown): string[] {
  const byLanguage = lists as Record<string, string[]>
  return byLanguage[currentLanguage()] ?? byLanguage.en ?? Object.values(byLanguage)[0] ?? []
}

type Words = Record<string, string>
type CharterWords = { rationale?: Words; domain?: Words; intended_outcomes?: Words[] }

export function CommunitiesPage({ communities }: { communities: Community[] }) {
  return (
    <Page title={t('Communities')}>
      <Entries label={t('Communities')}>
        {communities.map((community) => (
          <Entry
            title={community.title}
            href={`/communities/${community.slug}`}
            meta={t('{count, plural, one {one member} other {# members}}', { count: community.members })}
          >
            {pick(community.purpose)}
          </Entry>
        ))}
      </Entries>
    </Page>
  )
}

type CommunityPageProps = {
  community: Community
  stewards: Rows<typeof listStewards>
  panels: unknown[]
  isMember: boolean
  audience: string
}

export function CommunityPage({ community, stewards, panels, isMember, audience }: CommunityPageProps) {
  const { slug, title, members } = community
  return (
    <Page
      title={title}
      lead={pick(community.purpose)}
      meta={t('{count, plural, one {one member} other {# members}}', { count: members })}
      actions={
        isMember && (
          <>
            <ButtonLink kind="primary" href={`/communities/${slug}/queries/new`}>
              {t('Ask a question')}
            </ButtonLink>
            <ButtonLink href={`/communities/${slug}/members`}>{t('Members')}</ButtonLink>
          </>
        )
      }
      aside={<Stewards stewards={stewards} isMember={isMember} />}
      audience={isMember ? audience : undefined}
      width="wide"
    >
      {panels as Child[]}
      <Charter community={community} />
    </Page>
  )
}

const roleNames: Record<string, () => string> = {
  coordinator: () => t('Coordinator'),
  facilitator: () => t('Facilitator'),
  researcher: () => t('Researcher'),
  moderator: () => t('Moderator'),
  administrator: () => t('Administrator'),
}

function Stewards({ stewards, isMember }: { stewards: Rows<typeof listStewards>; isMember: boolean }) {
  const people = stewards.map(({ name, key, role }) => ({
    name,
    note: roleNames[role]?.(),
    href: isMember ? `/people/${key}` : undefined,
  }))
  return <People title={t('Who looks after it')} people={people} />
}

function Charter({ community }: { community: Community }) {
  const { rationale, domain, intended_outcomes } = community.charter as CharterWords
  const norms = pickList(community.norms)
  return (
    <section class="charter">
      {rationale && <Part heading={t('Why it is needed')}>{pick(rationale)}</Part>}
      {domain && <Part heading={t('What it is about')}>{pick(domain)}</Part>}
      {intended_outcomes && (
        <>
          <h2>{t('What should come of it')}</h2>
          <List lines={intended_outcomes.map((outcome) => pick(outcome))} />
        </>
      )}
      {norms.length > 0 && (
        <>
          <h2>{t('How we treat each other')}</h2>
          <List lines={norms} />
        </>
      )}
    </section>
  )
}

function Part({ heading, children }: PropsWithChildren<{ heading: string }>) {
  return (
    <>
      <h2>{heading}</h2>
      <p>{children}</p>
    </>
  )
}

function List({ lines }: { lines: string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}
