import type { Child } from 'hono/jsx'
import { pick, t } from '../../../platform/i18n.ts'
import { Badge } from '../../../ui/badge.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Facts } from '../../../ui/facts.tsx'
import { Page } from '../../../ui/page.tsx'
import { People } from '../../../ui/person.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Time } from '../../../ui/time.tsx'
import { doorInWords } from '../doors/words.ts'
import { mayGrow } from '../groups/growing.ts'
import { linkInWords } from '../groups/link-views.tsx'
import type { Linked } from '../groups/links.ts'
import { typeExplained, typeName } from '../groups/types.ts'
import type { Community, listStewards } from '../reads.ts'
import { roleName } from '../roles/names.ts'
import { Charter } from './charter-view.tsx'
import type { Standing } from './reads.ts'
import { State } from './state-view.tsx'

export type HomeProps = {
  community: Community
  stewards: Awaited<ReturnType<typeof listStewards>>
  standing: Standing
  links: Linked[]
  panels: unknown[]
  audience: string
  isMember: boolean
  mayKeep: boolean
  mayLookIn: boolean
  isQuiet: boolean
  isCore: boolean
  /** The viewer has asked to join and waits. */
  isWaiting: boolean
}

/** The page of a community: to be read before joining, and the home of its members. */
export function CommunityPage(props: HomeProps) {
  const { community, isMember, audience, panels, mayKeep } = props
  return (
    <Page
      title={community.title}
      lead={pick(community.purpose)}
      meta={<Meta {...props} />}
      actions={isMember ? <MemberActions community={community} /> : <VisitorActions {...props} />}
      aside={<Aside {...props} />}
      audience={isMember ? audience : undefined}
    >
      <State {...props} />
      {isMember && <Uses {...props} />}
      {isMember && (panels as Child[])}
      <Charter community={community} />
      {!isMember && (panels as Child[])}
      <About {...props} />
      {mayKeep && <Keeping community={community} isMember={isMember} />}
    </Page>
  )
}

function Meta({ community, standing }: HomeProps) {
  return (
    <>
      {t('{count, plural, one {one member} other {# members}}', { count: community.members })}
      {DOT}
      {standing.last_life ? (
        <>
          {t('last active')} <Time at={standing.last_life} show="short" />
        </>
      ) : (
        t('nothing has happened here yet')
      )}
    </>
  )
}

function MemberActions({ community: { slug, state } }: Pick<HomeProps, 'community'>) {
  if (state === 'closed') return <ButtonLink href={`/communities/${slug}/members`}>{t('Members')}</ButtonLink>
  return (
    <>
      <ButtonLink kind="primary" href={`/communities/${slug}/queries/new`}>
        {t('Ask a question')}
      </ButtonLink>
      <ButtonLink href={`/communities/${slug}/members`}>{t('Members')}</ButtonLink>
      <ButtonLink href={`/communities/${slug}/membership`}>{t('Your membership')}</ButtonLink>
    </>
  )
}

/** Ways in: joining, and looking in first where that is open. */
function VisitorActions({ community: { slug, joining, state }, isWaiting, mayLookIn }: HomeProps) {
  const words: Record<string, () => string> = { open: () => t('Join'), ask: () => t('Ask to join') }
  return (
    <>
      {state !== 'closed' && (
        <ButtonLink kind="primary" href={`/communities/${slug}/membership`}>
          {isWaiting ? t('Your request') : (words[joining]?.() ?? t('How one comes in'))}
        </ButtonLink>
      )}
      {mayLookIn && <ButtonLink href={`/communities/${slug}/talk`}>{t('Look in')}</ButtonLink>}
    </>
  )
}

/** The five things such a community is for, one tap each. */
function Uses({ community: { slug }, standing: { programme } }: HomeProps) {
  const home = `/communities/${slug}`
  const uses = [
    { label: t('Exchange experiences of leading'), href: `${home}/queries` },
    { label: t('Talk a difficulty over'), href: `${home}/talk` },
    { label: t('Share what you know'), href: `${home}/library` },
    { label: t('Learn together'), href: `${home}/groups` },
    programme
      ? { label: t('Keep up with {programme}', { programme: programme.title }), href: `/programmes/${programme.key}` }
      : { label: t('Keep up with those of your course'), href: `${home}/members` },
  ]
  return <Tabs label={t('What you can do here')} tabs={uses.map((use) => ({ ...use, here: false }))} />
}

function Aside({ stewards, isMember, community, standing }: HomeProps) {
  const keys = [...new Set(stewards.map(({ key }) => key))]
  const people = keys.map((key) => {
    const roles = stewards.filter((steward) => steward.key === key)
    const note = roles.map(({ role }) => roleName(role)).join(', ')
    return { name: roles[0]?.name ?? '', note, href: isMember ? `/people/${key}` : undefined }
  })
  return (
    <>
      <People title={t('Who looks after it')} people={people} empty={<p>{t('Nobody just now.')}</p>} />
      {isMember && (
        <p>
          <a href={`/communities/${community.slug}/roles`}>{t('Roles and their terms')}</a>
          <br />
          <a href={`/communities/${community.slug}/break-glass`}>{t('Who read here under break-glass')}</a>
        </p>
      )}
      {standing.parent && (
        <p>
          {t('A part of')} <a href={`/communities/${standing.parent.slug}`}>{standing.parent.title}</a>
        </p>
      )}
    </>
  )
}

/** The plain facts of it: what it is, how one comes in, who reads, how often it stirs. */
function About({ community, audience, links, standing }: HomeProps) {
  return (
    <section>
      <h2>{t('How it works')}</h2>
      <Facts
        facts={[
          { label: typeName(community.type), value: typeExplained(community.type) },
          { label: t('How one comes in'), value: doorInWords(community.joining) },
          { label: t('For whom'), value: forWhom(community) },
          { label: t('Readers'), value: audience },
          community.rhythm_days !== null && {
            label: t('Rhythm'),
            value: t('{days, plural, one {every day} other {every # days}}', { days: community.rhythm_days }),
          },
          standing.programme && {
            label: t('Continues'),
            value: <a href={`/programmes/${standing.programme.key}`}>{standing.programme.title}</a>,
          },
        ]}
      />
      <Related links={links} parts={standing.parts} />
    </section>
  )
}

function forWhom({ admits_external }: Community): string {
  return admits_external
    ? t('People in government, and from outside it.')
    : t('This community is for people who serve in government.')
}

function Related({ links, parts }: { links: Linked[]; parts: Standing['parts'] }) {
  if (links.length + parts.length === 0) return null
  return (
    <ul>
      {parts.map(({ slug, title }) => (
        <li>
          <Badge>{t('A part of this community')}</Badge> <a href={`/communities/${slug}`}>{title}</a>
        </li>
      ))}
      {links.map((link) => (
        <li>
          <Badge>{linkInWords(link)}</Badge> <a href={`/communities/${link.slug}`}>{link.title}</a>
        </li>
      ))}
    </ul>
  )
}

/** For those who look after it. */
function Keeping({ community, isMember }: Pick<HomeProps, 'community' | 'isMember'>) {
  const home = `/communities/${community.slug}`
  return (
    <section>
      <h2>{t('Looking after it')}</h2>
      <p class="actions">
        <ButtonLink href={`${home}/invitation`}>{t('Invite a colleague')}</ButtonLink>
        <ButtonLink href={`${home}/charter`}>{t('Change the charter')}</ButtonLink>
        <ButtonLink href={`${home}/applications`}>{t('Requests to join')}</ButtonLink>
        <ButtonLink href={`${home}/newcomers`}>{t('Newcomers to greet')}</ButtonLink>
        <ButtonLink href={`${home}/roles`}>{t('Roles')}</ButtonLink>
        <ButtonLink href={`${home}/links`}>{t('Links')}</ButtonLink>
        {!isMember && <ButtonLink href={`${home}/break-glass`}>{t('Break-glass')}</ButtonLink>}
        {community.ends_on && <ButtonLink href={`${home}/review`}>{t('Prolong or close')}</ButtonLink>}
        {mayGrow(community) && (
          <ButtonLink href={`${home}/practice`}>{t('Make it a community of practice')}</ButtonLink>
        )}
      </p>
    </section>
  )
}
