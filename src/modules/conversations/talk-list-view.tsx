import { pick, t } from '../../platform/i18n.ts'
import { audienceInWords } from '../../ui/audience.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Actions, Button, ButtonLink } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { DOT } from '../../ui/dot.ts'
import { Empty } from '../../ui/empty.tsx'
import { Entries, Entry } from '../../ui/entry.tsx'
import { Form } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Time } from '../../ui/time.tsx'
import type { Community } from '../communities/index.ts'
import { Composer, type ComposerProps } from './composer.tsx'
import { placeInThread } from './kinds.ts'
import type { TalkLine } from './talk-list.ts'
import { audienceOf, newInWords } from './talk-words.ts'

type Lines = { lines: TalkLine[]; more: boolean; before?: string }
type ListProps = Lines & { community: Community; composer: ComposerProps | null; isMember: boolean }

/** The conversations of one community. */
export function TalkListPage({ community, composer, isMember, ...lines }: ListProps) {
  const { title, slug } = community
  const path = `/communities/${slug}/talk`
  return (
    <Page
      title={t('Talk in {community}', { community: title })}
      crumbs={[{ label: title, href: `/communities/${slug}` }]}
      audience={audienceInWords(audienceOf(community))}
      actions={<ButtonLink href={`/communities/${slug}/files`}>{t('Files')}</ButtonLink>}
    >
      {lines.lines.length === 0 && <Empty title={t('Nothing has been said here yet.')} />}
      <TalkEntries lines={lines.lines} />
      <TalkPager {...lines} path={path} />
      {isMember && <AllRead lines={lines.lines} action={`${path}/reading`} />}
      {composer && (
        <Details summary={t('Say something new')} open={!!composer.tried || composer.drafts.length > 0} id="new">
          <Composer {...composer} />
        </Details>
      )}
    </Page>
  )
}

/** The conversations of all communities of the viewer. */
export function AllTalkPage({ unread, ...lines }: Lines & { unread: boolean }) {
  const path = unread ? '/talk?show=unread' : '/talk'
  return (
    <Page title={t('Talk')} lead={t('The conversations of all your communities, the latest first.')}>
      <Tabs
        label={t('Which conversations')}
        tabs={[
          { label: t('All'), href: '/talk', here: !unread },
          { label: t('Not read yet'), href: '/talk?show=unread', here: unread },
        ]}
      />
      {lines.lines.length === 0 && (
        <Empty title={unread ? t('You have read everything.') : t('Nothing has been said here yet.')} />
      )}
      <TalkEntries lines={lines.lines} withCommunity />
      <TalkPager {...lines} path={path} />
      <AllRead lines={lines.lines} action="/talk/reading" />
    </Page>
  )
}

function TalkEntries({ lines, withCommunity }: { lines: TalkLine[]; withCommunity?: boolean }) {
  return (
    <Entries label={t('Talk')}>
      {lines.map((line) => (
        <Entry
          title={line.title}
          href={`/communities/${line.slug}/talk/${line.key}${line.first_unread ? placeInThread('talk', line.first_unread) : ''}`}
          lang={line.language}
          over={withCommunity ? pick(line.community_name) : undefined}
          meta={<TalkMeta line={line} />}
          end={<Time at={line.active_at} show="short" />}
        />
      ))}
    </Entries>
  )
}

function TalkMeta({ line: { shown_up_to, unread, closed_at, muted } }: { line: TalkLine }) {
  return (
    <>
      {unread > 0 && (
        <span class="unread-mark">
          {newInWords(unread)}
          {DOT}
        </span>
      )}
      {t('{count, plural, one {one contribution} other {# contributions}}', { count: shown_up_to })}
      {closed_at && (
        <>
          {DOT}
          <Badge>{t('Closed')}</Badge>
        </>
      )}
      {muted && (
        <>
          {DOT}
          {t('without mail')}
        </>
      )}
    </>
  )
}

function TalkPager({ lines, more, before, path }: Lines & { path: string }) {
  const next = `${path}${path.includes('?') ? '&' : '?'}before=${lines.at(-1)?.key}`
  return <Pager earlier={more ? next : undefined} later={before ? path : undefined} />
}

function AllRead({ lines, action }: { lines: TalkLine[]; action: string }) {
  if (!lines.some(({ unread }) => unread > 0)) return null
  return (
    <Form action={action} label={t('Mark all as read')}>
      <Actions>
        <Button kind="text">{t('Mark all as read')}</Button>
      </Actions>
    </Form>
  )
}

/** On the page of a community: what was said last, and the way to all of it. */
export function LatestTalk({ lines, slug }: { lines: TalkLine[]; slug: string }) {
  return (
    <section>
      <h2>{t('Talk')}</h2>
      {lines.length === 0 && <p class="soft">{t('Nothing has been said here yet.')}</p>}
      <TalkEntries lines={lines} />
      <Actions>
        <ButtonLink href={`/communities/${slug}/talk`}>{t('All conversations')}</ButtonLink>
        <ButtonLink href={`/communities/${slug}/files`}>{t('Files')}</ButtonLink>
      </Actions>
    </section>
  )
}
