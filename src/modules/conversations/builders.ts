import type { Actor, World } from '../../../test/world.ts'
import { inTransaction } from '../../platform/action.ts'
import { findCommunityById } from '../communities/index.ts'
import { addPost } from './actions.ts'
import { findThread, type Thread } from './reads.ts'
import { startTalk } from './talk.ts'

/** A new conversation in the first community of the one who begins it. */
export async function talk(world: World, by: Actor, body = 'The first words.', title = 'Sheds before the monsoon') {
  const viewer = await by.viewer()
  const community = await findCommunityById(world.db, viewer.memberships[0]?.community_id ?? 0)
  const { key } = await startTalk(world.db, viewer, community, { title, body })
  return findThread(world.db, viewer, key)
}

/** The same, distributed: its letters are out. */
export async function openTalk(world: World, by: Actor, body?: string, title?: string) {
  const thread = await talk(world, by, body, title)
  await settle(world)
  return findThread(world.db, await by.viewer(), thread.key)
}

export async function say(world: World, by: Actor, thread: Thread, body: string) {
  const viewer = await by.viewer()
  return inTransaction(world.db, undefined, async (tx) => {
    const named = { author_id: by.id, body, attribution: 'named' as const }
    return (await addPost(tx, viewer, thread, named)).post
  })
}

/** What waits goes out, and so do its letters. */
export async function settle(world: World, time = '5 minutes') {
  await world.work()
  await world.travel(time)
  await world.work()
}

export const path = (thread: { key: string }, community = 'north') => `/communities/${community}/talk/${thread.key}`

/** A page as its reader sees it, without marks. */
export function words(html: string): string {
  return html
    .replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
}
