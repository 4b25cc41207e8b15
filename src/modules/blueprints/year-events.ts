import { findCommunityById } from '../communities/index.ts'
import { addToTalk, findThread, startTalk } from '../conversations/index.ts'
import { addForm, addItem } from '../library/index.ts'
import type { Moments } from './moments.ts'
import { type Event, need, type Stage } from './stage.ts'
import type { Year } from './year.ts'

/** What a region talked of and kept in its library, each with its time. */
export function yearEvents({ community, talk, items }: Year, moments: Moments): Event[] {
  return [
    ...talk.flatMap((one) => talkEvents(community, one, moments)),
    ...items.map((item): Event => ({ at: moments.at(item.at), act: (stage) => playItem(stage, community, item) })),
  ]
}

type Talk = Year['talk'][number]

function talkEvents(community: string, talk: Talk, moments: Moments): Event[] {
  let key = ''
  const start = async (stage: Stage) => {
    const viewer = await stage.viewer(talk.by, 'mail')
    const { title, text: body, language } = talk
    key = (await startTalk(stage.db, viewer, await communityOf(stage, community), { title, body, language })).key
  }
  const reply = (one: Talk['replies'][number]) => async (stage: Stage) => {
    const viewer = await stage.viewer(one.by, 'mail')
    const thread = await findThread(stage.db, viewer, key)
    await addToTalk(stage.db, viewer, thread, { body: one.text, language: one.language })
  }
  return [
    { at: moments.at(talk.at), act: start },
    ...talk.replies.map((one): Event => ({ at: moments.at(one.at), act: reply(one) })),
  ]
}

async function playItem(stage: Stage, community: string, { by, at: _at, ...item }: Year['items'][number]) {
  const viewer = await stage.viewer(by, 'page')
  const adding = addForm.parse(item)
  const place = await communityOf(stage, community)
  const key = await addItem(stage.db, viewer, place, { ...adding, files: [] })
  stage.items.set(adding.title, `/communities/${place.slug}/library/${key}`)
}

function communityOf(stage: Stage, key: string) {
  return findCommunityById(stage.db, need(stage.communities, key))
}
