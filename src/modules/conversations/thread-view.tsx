import type { Child } from 'hono/jsx'
import { t } from '../../platform/i18n.ts'
import { audienceInWords } from '../../ui/audience.tsx'
import { Actions, Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choice.tsx'
import { Contents } from '../../ui/contents.tsx'
import { Details } from '../../ui/details.tsx'
import { Hidden } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Pages } from '../../ui/pages.tsx'
import { Time } from '../../ui/time.tsx'
import type { Community } from '../communities/index.ts'
import { Composer, type ComposerProps } from './composer.tsx'
import type { ContentsOf } from './contents.ts'
import { placeInThread } from './kinds.ts'
import { News } from './news/views.tsx'
import type { PageOf } from './paging.ts'
import { type Marks, PostLinks } from './post-links.tsx'
import type { ListedPost, Thread } from './reads.ts'
import type { Place } from './talk-list.ts'
import { audienceOf, newInWords } from './talk-words.ts'
import { Posts } from './views.tsx'

export type ThreadPageProps = {
  community: Community
  thread: Thread
  posts: ListedPost[]
  paging: PageOf
  contents: ContentsOf[] | null
  place: Place
  marks: Marks
  composer: ComposerProps | null
  isMember: boolean
  /** It says what is new while it is open. */
  isLive: boolean
  keepsOrder: boolean
  panels: unknown[]
}

/** One page of a conversation, with what the viewer can do in it. */
export function ThreadPage(props: ThreadPageProps) {
  const { community, thread, posts, paging, place, composer, isMember, keepsOrder } = props
  const path = `/communities/${community.slug}/talk/${thread.key}`
  return (
    <Page
      title={thread.title}
      crumbs={[
        { label: community.title, href: `/communities/${community.slug}` },
        { label: t('Talk'), href: `/communities/${community.slug}/talk` },
      ]}
      meta={<FirstNew place={place} path={path} />}
      audience={audienceInWords(audienceOf(community, thread))}
    >
      {thread.closed_at && <Closed at={thread.closed_at} />}
      <Reading {...props} path={path} />
      {props.panels as Child[]}
      <Posts posts={posts} more={(post) => <PostLinks post={post} path={path} marks={props.marks} />} />
      {isMember && <ReadMark posts={posts} place={place} path={path} />}
      <NumberedPages {...props} path={path} />
      {props.isLive && (
        <News thread_key={thread.key} posts={posts} from={paging.from} upTo={paging.to && thread.shown_up_to} />
      )}
      {composer && <Composer {...composer} />}
      {!isMember && <Visiting community={community} />}
      {isMember && <Wish place={place} path={path} community={community} />}
      {keepsOrder && <a href={`${path}/order`}>{t('Close or move this conversation')}</a>}
    </Page>
  )
}

function FirstNew({ place: { unread, first_unread }, path }: { place: Place; path: string }) {
  if (!first_unread) return null
  return (
    <a href={path + placeInThread('talk', first_unread)}>
      {t('{count}: go to the first', { count: newInWords(unread) })}
    </a>
  )
}

function Closed({ at }: { at: Date }) {
  return (
    <Notice>
      {t('This conversation was closed. It can be read, and takes no more contributions.')} <Time at={at} show="day" />
    </Notice>
  )
}

function Reading({ contents, path, ...props }: ThreadPageProps & { path: string }) {
  return (
    <>
      <NumberedPages {...props} contents={contents} path={path} />
      {contents && (
        <Contents
          lines={contents.map(({ at, number, ...line }) => ({
            ...{ ...line, number, href: `#post-${number}` },
            end: <Time at={at} show="short" />,
          }))}
        />
      )}
    </>
  )
}

function NumberedPages({ paging, posts, thread, path }: ThreadPageProps & { path: string }) {
  const [first, last] = [posts[0]?.number, posts.at(-1)?.number]
  const words = t('{first} to {last} of {count}', { first, last, count: thread.shown_up_to })
  return (
    <Pages
      page={paging.page}
      pages={paging.pages}
      href={(page) => (page > 1 ? `${path}?page=${page}` : path)}
      words={first ? words : undefined}
    />
  )
}

/** Reading changes nothing by itself: the script sends this form when it comes into view, or the reader presses it. */
function ReadMark({ posts, place, path }: { posts: ListedPost[]; place: Place; path: string }) {
  const last = posts.at(-1)?.number ?? 0
  if (!place.first_unread || place.first_unread > last) return null
  return (
    <copse-read>
      <Form action={`${path}/reading`} label={t('Mark as read')}>
        <Hidden name="up_to" value={last} />
        <Button kind="text">{t('Mark as read')}</Button>
      </Form>
    </copse-read>
  )
}

/** Whoever looks in reads; to write she joins. */
function Visiting({ community: { slug, title } }: { community: Community }) {
  return (
    <Notice>
      {t('You are looking in. To take part, join {community}.', { community: title })}{' '}
      <a href={`/communities/${slug}`}>{title}</a>
    </Notice>
  )
}

function Wish({ place: { wish }, path, community: { title } }: { place: Place; path: string; community: Community }) {
  return (
    <Details summary={t('Mail of this conversation: {wish}', { wish: wishInWords(wish, title) })}>
      <Form action={`${path}/wish`}>
        <Choices
          name="wish"
          label={t('Mail of this conversation')}
          value={wish ?? 'none'}
          options={[
            { value: 'none', label: t('As all mail of {community}', { community: title }) },
            { value: 'follow', label: t('Each message'), hint: t('Also where the rest comes in a digest.') },
            { value: 'mute', label: t('None'), hint: t('It is not in your digest either.') },
          ]}
        />
        <Actions>
          <Button kind="quiet">{t('Save')}</Button>
        </Actions>
      </Form>
    </Details>
  )
}

function wishInWords(wish: Place['wish'], community: string): string {
  if (wish === 'follow') return t('each message')
  if (wish === 'mute') return t('none')
  return t('as all mail of {community}', { community })
}
