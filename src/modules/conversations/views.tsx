import { t } from '../../platform/i18n.ts'
import { Attachments } from '../../ui/attachment.tsx'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Person } from '../../ui/person.tsx'
import { Prose } from '../../ui/prose.tsx'
import { currentShell } from '../../ui/shell.ts'
import { Time } from '../../ui/time.tsx'
import type { ListedPost } from './reads.ts'

export type PostsProps = {
  posts: ListedPost[]
  /** Said to those who cannot see where the list stands. */
  label?: string
  /** A word before the number of each, such as “Response”. */
  numbered?: (post: ListedPost) => string
}

/** What was written in a thread, in order; each has its own permanent address. */
export function Posts({ posts, label = t('Contributions'), numbered }: PostsProps) {
  if (posts.length === 0) return null
  return (
    <ol class="posts" aria-label={label}>
      {posts.map((post) => (
        <li class="post" id={`post-${post.number}`} data-item tabindex={-1}>
          {post.state === 'withdrawn' || post.body === null ? (
            <TakenBack post={post} />
          ) : (
            <PostBody post={post} title={numbered?.(post)} />
          )}
        </li>
      ))}
    </ol>
  )
}

/** The number stays, so that those after it keep theirs. */
function TakenBack({ post }: { post: ListedPost }) {
  return (
    <p class="soft">
      {post.state === 'expired'
        ? t('Contribution {number} has gone with the time that this room keeps.', post)
        : t('Contribution {number} was taken back by its writer.', post)}
    </p>
  )
}

function PostBody({ post, title }: { post: ListedPost; title?: string }) {
  const { author, attachments, number } = post
  return (
    <article
      aria-label={t('{title} by {name}', { title: title ?? t('Contribution {number}', { number }), name: author.name })}
    >
      <header class="post-head">
        <PostAuthor post={post} />
        <a class="post-time" href={`#post-${number}`}>
          {title && <>{title} · </>}
          <Time at={post.at} show="short" />
        </a>
      </header>
      {post.state === 'waiting' && <Waiting post={post} />}
      {post.state === 'held' && <p class="meta">{t('A coordinator looks at it before others can read it.')}</p>}
      <Prose html={post.body_html ?? ''} lang={post.language} />
      <Attachments files={attachments.map(asFile)} />
      {post.mine && post.state === 'distributed' && <TakeBack post={post} words={t('Withdraw')} />}
    </article>
  )
}

/** Initials only for a person; what stands for nobody has a mark that is nobody's. */
function PostAuthor({ post: { author, attribution } }: { post: ListedPost }) {
  if (author.href) return <Person name={author.name} place={author.line || undefined} href={author.href} />
  return (
    <span class="person">
      <span class="initials nameless" aria-hidden="true">
        <Icon name="mark" />
      </span>
      <span class="person-words">
        <span class="person-name">{author.name}</span>
        {author.line && <span class="person-place">{author.line}</span>}
        {attribution === 'closed' && <span class="person-place">{t('Nothing of this leaves the room')}</span>}
      </span>
    </span>
  )
}

/** Seen by its writer alone, until its time is over. */
function Waiting({ post }: { post: ListedPost }) {
  const now = currentShell().now ?? post.at
  const minutes = Math.max(1, Math.ceil((post.distribute_at.getTime() - now.getTime()) / 60_000))
  return (
    <div class="post-waiting">
      <p class="meta">
        {t('Only you see this so far. It goes out in {minutes, plural, one {one minute} other {# minutes}}.', {
          minutes,
        })}
      </p>
      <TakeBack post={post} words={t('Take back')} />
    </div>
  )
}

function TakeBack({ post, words }: { post: ListedPost; words: string }) {
  return (
    <Form action={`/posts/${post.key}/withdrawal`} id={`withdraw-${post.number}`} class="post-actions">
      <Button kind="quiet" label={t('{words}: contribution {number}', { words, number: post.number })}>
        {words}
      </Button>
    </Form>
  )
}

function asFile({ key, name, type, size }: ListedPost['attachments'][number]) {
  return { name, href: `/files/${key}/${encodeURIComponent(name)}`, bytes: size, kind: kinds[type]?.() }
}

const kinds: Record<string, () => string> = {
  'application/pdf': () => 'PDF',
  'image/png': () => t('picture'),
  'image/jpeg': () => t('picture'),
  'image/gif': () => t('picture'),
  'text/plain': () => t('text'),
}
