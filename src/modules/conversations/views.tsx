import type { Child } from 'hono/jsx'
import { t } from '../../platform/i18n.ts'
import type { AttachmentProps } from '../../ui/attachment.tsx'
import { Actions, Button } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { DOT } from '../../ui/dot.ts'
import { Form } from '../../ui/form.tsx'
import { Person } from '../../ui/person.tsx'
import { Post } from '../../ui/post.tsx'
import { Time } from '../../ui/time.tsx'
import type { ListedPost } from './reads.ts'

type PostsProps = {
  posts: ListedPost[]
  /** Said to those who cannot see where the list stands. */
  label?: string
  /** What the number of each is called, such as “Response 3”; nothing for those that are not of the kind. */
  title?: (post: ListedPost) => string | undefined
  /** What else can be done with each, on the page of the thread. */
  more?: (post: ListedPost) => Child
  /** The number at the margin, where it is not the post's own; nothing for those that are not counted. */
  numbers?: (post: ListedPost) => number | undefined
}

/** What was written in a thread, in order; each keeps its number and its permanent place. */
export function Posts({ posts, label = t('Contributions'), title, more, numbers = own }: PostsProps) {
  if (posts.length === 0) return null
  return (
    <section class="posts" aria-label={label}>
      {posts.map((post) =>
        post.body === null ? (
          <Gone post={post} number={numbers(post) ?? post.number} />
        ) : (
          <Written post={post} title={title?.(post)} number={numbers(post)} more={more?.(post)} />
        ),
      )}
    </section>
  )
}

const own = ({ number }: ListedPost) => number

/** The number stays, so that those after it keep theirs. */
function Gone({ post, number }: { post: ListedPost; number: number }) {
  const words =
    post.state === 'expired'
      ? t('Contribution {number} is gone: this room does not keep them for ever.', { number })
      : t('Contribution {number} was taken back by its writer.', { number })
  return (
    <p class="post soft" id={`post-${post.number}`}>
      {words}
    </p>
  )
}

type WrittenProps = { post: ListedPost; title?: string; number?: number; more?: Child }

function Written({ post, title, number, more }: WrittenProps) {
  const actions = actionsOf(post)
  return (
    <Post
      id={`post-${post.number}`}
      number={number}
      href={`/posts/${post.key}`}
      author={<Writer post={post} />}
      meta={<Meta post={post} title={title} />}
      html={post.body_html ?? ''}
      lang={post.language}
      files={post.attachments.map(asFile)}
      actions={
        (actions || more) && (
          <>
            {more}
            {actions}
          </>
        )
      }
    />
  )
}

function Writer({ post: { author } }: { post: ListedPost }) {
  const { name, line, href, isPerson } = author
  return <Person name={name} place={line || undefined} href={href ?? undefined} nameless={!isPerson} />
}

function Meta({ post, title }: { post: ListedPost; title?: string }) {
  if (post.state === 'waiting')
    return (
      <>
        {t('Only you see this so far. It goes out in {minutes, plural, one {one minute} other {# minutes}}.', {
          minutes: post.minutes_left,
        })}
      </>
    )
  if (post.state === 'held') return <>{t('Only you see this so far. A coordinator looks at it first.')}</>
  return (
    <>
      {title && <span>{title + DOT}</span>}
      <Time at={post.at} show="short" />
    </>
  )
}

/** While it waits, whoever sees it has written it; afterwards its author alone may withdraw it, for good. */
function actionsOf(post: ListedPost) {
  if (post.state === 'waiting') return <Withdrawal post={post}>{t('Take back')}</Withdrawal>
  if (!post.mine || post.state !== 'distributed') return undefined
  return (
    <Details summary={t('Withdraw')}>
      <p>
        {t(
          'Its words go from the page, from search and from digests, for good. Mails that have gone out stay where they are.',
        )}
      </p>
      <Withdrawal post={post}>{t('Withdraw it')}</Withdrawal>
    </Details>
  )
}

function Withdrawal({ post: { key, number }, children }: { post: ListedPost; children: string }) {
  return (
    <Form action={`/posts/${key}/withdrawal`} id={`withdraw-${number}`}>
      <Actions>
        <Button kind="quiet">{children}</Button>
      </Actions>
    </Form>
  )
}

function asFile({ key, name, type, size }: ListedPost['attachments'][number]): AttachmentProps {
  return { name, href: `/files/${key}/${encodeURIComponent(name)}`, bytes: size, kind: kinds[type]?.() }
}

const kinds: Record<string, () => string> = {
  'application/pdf': () => t('PDF'),
  'image/png': () => t('picture'),
  'image/jpeg': () => t('picture'),
  'image/gif': () => t('picture'),
  'text/plain': () => t('text'),
}
