import type { Id } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Time } from '../../ui/time.tsx'
import { PER_PAGE } from './paging.ts'
import { wroteLine } from './quote.ts'
import type { ListedPost } from './reads.ts'

/** What of the posts on a page is the viewer's own affair: those she keeps, those that ask her by name; whether she may write, and keep them. */
export type Marks = {
  kept: Set<Id>
  asking: Set<Id>
  mayPost: boolean
  mayKeep: boolean
  mayEdit: (post: ListedPost) => boolean
}

type Props = { post: ListedPost; path: string; marks: Marks }

/** The quiet line under a post: quote, keep, edit, what it was before. */
export function PostLinks({ post, path, marks }: Props) {
  const { id, key, number, author, state } = post
  return (
    <div class="post-links">
      {marks.asking.has(id) && <NothingNeeded post={post} />}
      {marks.mayPost && state === 'distributed' && (
        <a href={`${path}?page=${pageNumber(number)}&quote=${key}#reply`} data-quote={wroteLine(author.name)}>
          {t('Quote')}
        </a>
      )}
      {marks.mayKeep && state === 'distributed' && (
        <a href={`/posts/${key}/bookmark`}>{marks.kept.has(id) ? t('Bookmarked') : t('Bookmark')}</a>
      )}
      {marks.mayEdit(post) && <a href={`/posts/${key}/edit`}>{t('Edit')}</a>}
      <Edited post={post} />
    </div>
  )
}

function Edited({ post: { key, edited_at } }: { post: ListedPost }) {
  if (!edited_at) return null
  return (
    <a href={`/posts/${key}/versions`}>
      {t('edited')} <Time at={edited_at} show="short" />
    </a>
  )
}

function NothingNeeded({ post: { key } }: { post: ListedPost }) {
  return (
    <Form action={`/posts/${key}/mention`} label={t('It asks you by name')}>
      <p>
        {t('It asks you by name.')} <Button kind="text">{t('Nothing is needed')}</Button>
      </p>
    </Form>
  )
}

const pageNumber = (number: number) => Math.ceil(number / PER_PAGE)
