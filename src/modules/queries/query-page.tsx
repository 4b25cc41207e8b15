import type { Db } from '../../platform/db.ts'
import type { Ctx, Problems, Typed } from '../../platform/http.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { type Community, isOnDesk } from '../communities/index.ts'
import { heldSecrets, shownAuthor } from '../conversations/index.ts'
import { listNames } from '../people/index.ts'
import { listQueue } from './desk/posting.ts'
import { findShape } from './desk/reads.ts'
import { may } from './policy.ts'
import type { Query } from './query.ts'
import { QueryPage } from './query-view.tsx'
import { itemPathOf, listQueryTopics } from './reads.ts'
import { listThread } from './responses/reads.ts'

/** What was wrong, with which of its forms; what was refused has a sentence, and gives her words back. */
export type Failed = { problems: Problems; typed: Typed; form?: 'extension'; refused?: string }

/** A reply that the desk has only offered is no answer yet. */
const answered = ['published', 'archived', 'answered_from_archive']

/** The query's own page, and the same with what was typed when its form could not be taken. */
export async function queryPage(c: Ctx, community: Community, query: Query, failed?: Failed) {
  const { db, viewer } = c.var
  const page = (
    <QueryPage
      community={community}
      query={query}
      asker={await askerOf(db, community, query)}
      isAsker={viewer.person?.id === query.asker_id}
      onDesk={isOnDesk(viewer, community.id)}
      topics={await listQueryTopics(db, query.id)}
      posts={await listThread(db, viewer, query, { undo: heldSecrets(c) })}
      isLive={viewer.person !== null && !viewer.break_glass}
      itemPath={answered.includes(query.state) ? await itemPathOf(db, query, viewer) : null}
      offered={query.item_id !== null && may.acceptArchive(viewer, query)}
      waiting={await placeOf(db, community, query)}
      changesAsked={may.agree(viewer, query) && (await findShape(db, query.id))?.answer === 'changes'}
      may={mayWith(viewer, query)}
      failed={failed}
    />
  )
  return c.html(page, statusOf(failed))
}

/** As her query names her. */
async function askerOf(db: Db, { name }: Community, { asker_id, attribution }: Query) {
  const author = { author_id: asker_id, attribution, organisation: null, community_name: name }
  return shownAuthor(author, await listNames(db, [asker_id]))
}

function mayWith(viewer: Viewer, query: Query) {
  return {
    respond: may.respond(viewer, query),
    add: query.state === 'gathering' && viewer.person?.id === query.asker_id,
    agree: may.agree(viewer, query),
    review: may.review(viewer, query),
    withdraw: may.withdraw(viewer, query),
    shape: may.shape(viewer, query),
    nudge: may.nudge(viewer, query),
    extend: may.extend(viewer, query),
    close: may.close(viewer, query),
    compile: may.compile(viewer, query),
  }
}

function statusOf(failed?: Failed) {
  if (!failed) return 200
  return failed.refused ? 409 : 422
}

/** The queue is for its asker and the desk: nobody else sees a query that waits. */
async function placeOf(db: Db, community: Community, { id, state }: Query) {
  if (state !== 'queued') return null
  return (await listQueue(db, community)).find((waiting) => waiting.id === id) ?? null
}
