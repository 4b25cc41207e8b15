import { t } from '../../../platform/i18n.ts'
import { Actions, Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { Time } from '../../../ui/time.tsx'
import type { Bookmark } from './reads.ts'

type ListProps = { bookmarks: Bookmark[]; more: boolean; before?: string }

export function BookmarksPage({ bookmarks, more, before }: ListProps) {
  return (
    <Page title={t('Your bookmarks')} lead={t('What you want to find again. Nobody else sees it, nor your notes.')}>
      {bookmarks.length === 0 && <Empty title={t('You have no bookmarks.')} />}
      <Entries label={t('Your bookmarks')}>
        {bookmarks.map((bookmark) => (
          <BookmarkEntry bookmark={bookmark} />
        ))}
      </Entries>
      <Pager
        earlier={more ? `/me/bookmarks?before=${bookmarks.at(-1)?.key}` : undefined}
        later={before ? '/me/bookmarks' : undefined}
      />
    </Page>
  )
}

function BookmarkEntry({ bookmark: { key, note, at, found } }: { bookmark: Bookmark }) {
  return (
    <Entry
      over={found?.label}
      title={found?.title ?? t('This is not there any more.')}
      href={found?.href}
      meta={found?.line}
      end={<Time at={at} show="short" />}
    >
      {note && <p class="kept-words">{note}</p>}
      <Form action={`/me/bookmarks/${key}/removal`} label={t('Drop this bookmark')}>
        <Button kind="text">{t('Drop this bookmark')}</Button>
      </Form>
    </Entry>
  )
}

type PageProps = { kind: string; of: string; title: string; next: string; kept: { key: string; note: string } | null }

/** The page on which a thing is kept, and its note written. */
export function BookmarkPage({ kind, of, title, next, kept }: PageProps) {
  return (
    <Page title={kept ? t('Your bookmark') : t('Keep a bookmark')} lead={title} crumbs={[{ label: title, href: next }]}>
      <Form action="/me/bookmarks">
        <Hidden name="kind" value={kind} />
        <Hidden name="key" value={of} />
        <Hidden name="next" value={next} />
        <TextArea name="note" label={t('A note for yourself')} value={kept?.note} rows={3} optional />
        <Actions>
          <Button>{kept ? t('Save') : t('Keep it')}</Button>
        </Actions>
      </Form>
      {kept && (
        <Form action={`/me/bookmarks/${kept.key}/removal`} label={t('Drop this bookmark')}>
          <Button kind="quiet">{t('Drop this bookmark')}</Button>
        </Form>
      )}
    </Page>
  )
}
