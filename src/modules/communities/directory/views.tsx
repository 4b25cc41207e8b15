import type { Child } from 'hono/jsx'
import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { audienceInWords } from '../../../ui/audience.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { outward } from '../../../ui/outward.ts'
import { Page } from '../../../ui/page.tsx'
import { CountedPager } from '../../../ui/pager.tsx'
import { Time } from '../../../ui/time.tsx'
import { doorInShort } from '../doors/words.ts'
import { typeName } from '../groups/types.ts'
import type { Community } from '../reads.ts'
import { COMMUNITIES_A_PAGE, type DirectoryFilter } from './filter.ts'
import type { Listed, listElsewhere, listParts } from './reads.ts'

type Elsewhere = Awaited<ReturnType<typeof listElsewhere>>

type Props = {
  communities: Listed[]
  total: number
  filter: DirectoryFilter
  elsewhere: Elsewhere
  mayBegin: boolean
  mayKeep: boolean
}

/** Every community there is: what it is, who owns it, who reads, when it last stirred, how one comes in. */
export function CommunitiesPage({ communities, total, filter, elsewhere, mayBegin, mayKeep }: Props) {
  return (
    <Page title={t('Communities')} actions={<DirectoryActions mayBegin={mayBegin} />}>
      <Details summary={t('Find a community')} open={filter.q !== '' || filter.type !== ''}>
        <Filters filter={filter} />
      </Details>
      {communities.length === 0 && <Empty title={t('No community fits.')}>{t('Try fewer words.')}</Empty>}
      <Entries label={t('Communities')}>
        {communities.map((one) => (
          <CommunityEntry community={one} />
        ))}
      </Entries>
      <CountedPager
        page={filter.page}
        of={{ total, size: COMMUNITIES_A_PAGE }}
        order="names"
        href={(page) => `/communities?${new URLSearchParams({ ...filter, page: String(page) })}`}
      />
      <ElsewhereList elsewhere={elsewhere} mayKeep={mayKeep} />
    </Page>
  )
}

function DirectoryActions({ mayBegin }: Pick<Props, 'mayBegin'>) {
  return (
    <>
      {mayBegin && (
        <ButtonLink kind="primary" href="/communities/new">
          {t('Begin a group')}
        </ButtonLink>
      )}
      <ButtonLink href="/network">{t('The network')}</ButtonLink>
    </>
  )
}

const types = ['practice', 'interest', 'task', 'crisis', 'circle', 'mail_group']

/** A search changes nothing, so it is a plain address. */
function Filters({ filter }: { filter: DirectoryFilter }) {
  return (
    <form method="get" action="/communities" class="form filters" aria-label={t('Find a community')}>
      <Field name="q" type="search" label={t('Words')} value={filter.q} width="middle" optional />
      <Select
        name="type"
        label={t('Kind')}
        value={filter.type}
        none={t('all')}
        options={types.map((type) => ({ value: type, label: typeName(type) }))}
        optional
      />
      <Button kind="quiet">{t('Find')}</Button>
    </form>
  )
}

const states: Record<string, () => string> = {
  forming: () => t('forming'),
  dormant: () => t('resting'),
  closed: () => t('closed'),
}

function CommunityEntry({ community }: { community: Listed }) {
  const { title, slug, purpose, parent, type, state, members, owner, last_life, joining, reach, staff_only } = community
  const size = t('{count, plural, one {one member} other {# members}}', { count: members })
  const audience = audienceInWords({ reach, staff_only, community: title, network: t('the network') })
  return (
    <Entry
      title={title}
      href={`/communities/${slug}`}
      over={
        <>
          {typeName(type)} {parent && t('in {parent}', { parent })}{' '}
          {states[state] && <Badge>{states[state]?.()}</Badge>}
        </>
      }
      meta={[size, owner && t('looked after by {owner}', { owner }), doorInShort(joining), audience]
        .filter(Boolean)
        .join(DOT)}
      end={
        last_life && (
          <>
            {t('last active')} <Time at={last_life} show="short" />
          </>
        )
      }
    >
      {purpose}
    </Entry>
  )
}

function ElsewhereList({ elsewhere, mayKeep }: { elsewhere: Elsewhere; mayKeep: boolean }) {
  if (elsewhere.length === 0 && !mayKeep) return null
  return (
    <section>
      <h2>{t('Communities that live elsewhere')}</h2>
      <Entries label={t('Communities that live elsewhere')}>
        {elsewhere.map(({ name, about, link }) => (
          <Entry title={name} href={outward(link)}>
            {about}
          </Entry>
        ))}
      </Entries>
      {mayKeep && (
        <p>
          <a href="/communities/elsewhere">{t('Keep this list')}</a>
        </p>
      )}
    </section>
  )
}

type ElsewhereProps = { elsewhere: Elsewhere; tried?: { problems: Problems; typed: Typed } }

export function ElsewherePage({ elsewhere, tried }: ElsewhereProps) {
  return (
    <Page
      title={t('Communities that live elsewhere')}
      lead={t('On another site, by mail or by telephone: a name, a line and the way to it.')}
      crumbs={[{ label: t('Communities'), href: '/communities' }]}
    >
      <Entries label={t('Communities that live elsewhere')}>
        {elsewhere.map(({ key, name, about, link }) => (
          <Entry title={name} href={outward(link)} meta={about}>
            <Form action={`/communities/elsewhere/${key}/removal`} class="plain" label={t('Take {name} off', { name })}>
              <Button kind="quiet">{t('Take off the list')}</Button>
            </Form>
          </Entry>
        ))}
      </Entries>
      <Form action="/communities/elsewhere" id="elsewhere" problems={tried?.problems} values={tried?.typed}>
        <Field name="name" label={t('Name')} autocomplete="off" />
        <Field name="about" label={t('What it is for, in a sentence')} optional />
        <Field name="link" label={t('The way to it')} hint={t('https://…, mailto:… or tel:…')} />
        <Button>{t('List it')}</Button>
      </Form>
    </Page>
  )
}

/** Above so many members, people know each other by name no longer. */
const MANY = 150

type PartsProps = { community: Community; parts: Awaited<ReturnType<typeof listParts>>; panels: unknown[] }

/** Where members learn together in smaller number, and what there is to learn from. */
export function PartsPage({ community, parts, panels }: PartsProps) {
  const { members, title, slug } = community
  return (
    <Page
      title={t('Groups of {community}', { community: title })}
      lead={t(
        'A part of a community has its own members, room and address. Being in one makes you a member of no other.',
      )}
      crumbs={[{ label: title, href: `/communities/${slug}` }]}
      actions={
        <ButtonLink kind="primary" href={`/communities/new?parent=${slug}`}>
          {t('Begin a group')}
        </ButtonLink>
      }
    >
      {members > MANY && <Notice kind="info">{tooManyInWords(title, members)}</Notice>}
      {parts.length === 0 && <Empty title={t('It has no groups yet.')} />}
      <Parts parts={parts} />
      {panels as Child[]}
    </Page>
  )
}

function tooManyInWords(community: string, members: number): string {
  return t(
    '{community} has {members} members, more than can know each other. A group for a place or a need keeps it close.',
    { community, members },
  )
}

function Parts({ parts }: Pick<PartsProps, 'parts'>) {
  return (
    <Entries label={t('Groups')}>
      {parts.map(({ title, slug, purpose, members }) => (
        <Entry
          title={title}
          href={`/communities/${slug}`}
          meta={t('{count, plural, one {one member} other {# members}}', { count: members })}
        >
          {purpose}
        </Entry>
      ))}
    </Entries>
  )
}
