import { type Db, type Id, sql } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { Panel } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { Button } from '../../ui/button.tsx'
import { Entries, Entry } from '../../ui/entry.tsx'
import { Hidden } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { threadPaths } from './kinds.ts'

/** Among the mail settings: the conversations that she follows or has muted, each with its way back. */
export const wishesPanel: Panel = {
  on: 'mail',
  render: async (db, viewer) => {
    const wishes = await listWishes(db, viewer)
    const paths = await threadPaths(db, wishes)
    return wishes.length > 0 ? (
      <Wishes wishes={wishes.map((wish) => ({ ...wish, path: paths.get(wish.id) ?? '/' }))} />
    ) : null
  },
}

type Wish = { id: Id; key: string; kind: string; title: string; wish: 'follow' | 'mute' }

/** Newest first; what she may not read any more is not there. */
async function listWishes(db: Db, { person }: Viewer): Promise<Wish[]> {
  const { rows } = await sql<Wish>`
    select thread.id, thread.key, thread.kind, thread.title, wish from thread_wish
    join thread on thread.id = thread_id join room on room.id = thread.room_id
    where person_id = ${person?.id ?? null} and may_read(person_id, thread.room_id, room.reach, room.staff_only)
    order by thread_wish.since desc limit 50`.execute(db)
  return rows
}

function Wishes({ wishes }: { wishes: (Wish & { path: string })[] }) {
  return (
    <section>
      <h2>{t('Single conversations')}</h2>
      <Entries label={t('Single conversations')}>
        {wishes.map(({ title, path, wish, kind }) => (
          <Entry
            title={title}
            href={path}
            meta={wish === 'mute' ? t('Muted: no mail of it') : t('Followed: each message by mail')}
            end={kind === 'talk' && <Undo title={title} action={`${path}/wish`} />}
          />
        ))}
      </Entries>
    </section>
  )
}

function Undo({ title, action }: { title: string; action: string }) {
  return (
    <Form action={action} class="plain" label={t('Back to how mail of its community comes: {title}', { title })}>
      <Hidden name="wish" value="none" />
      <Button kind="quiet">{t('Undo')}</Button>
    </Form>
  )
}
