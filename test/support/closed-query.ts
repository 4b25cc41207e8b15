import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { findCommunity } from '../../src/modules/communities/index.ts'
import { addPost, openThread, type Thread } from '../../src/modules/conversations/index.ts'
import { type Db, type Id, sql } from '../../src/platform/db.ts'
import { nobody } from '../../src/platform/viewer.ts'
import type { Actor, World } from '../world.ts'
import { plantMember, plantPerson } from '../world.ts'

type PlantedResponse = {
  by: { id: Id; viewer: Actor['viewer'] } | null
  body: string
  wish?: 'name' | 'organisation' | 'no'
  attribution?: 'named' | 'organisation' | 'unattributed'
  place?: string
  language?: string
}
type Planted = {
  asker: { id: Id; viewer: Actor['viewer'] }
  title?: string
  context?: string
  sub_questions?: string[]
  responses: PlantedResponse[]
}

/** For tests: a query of North whose time for responses is over, with all of them distributed. Gives its path. */
export async function plantClosed(world: World, { asker, responses, ...words }: Planted): Promise<string> {
  const { db } = world
  const north = await findCommunity(db, 'north')
  const title = words.title ?? 'Who keeps the water running?'
  const key = await db.transaction().execute(async (tx) => {
    const place = { community_id: north.id, room_id: north.room_id }
    const thread = await openThread(tx, { ...place, kind: 'query', title, language: 'en' })
    const query = await insertQuery(tx, { ...place, thread_id: thread.id, asker_id: asker.id, title }, words)
    await addPost(tx, await asker.viewer(), thread, { author_id: asker.id, body: title, attribution: 'named' })
    for (const [nth, response] of responses.entries()) await addResponse(tx, thread, query.id, { ...response, nth })
    return query.key
  })
  await world.travel('6 minutes')
  await world.work()
  return `/communities/north/queries/${key}`
}

type Asked = { community_id: Id; room_id: Id; thread_id: Id; asker_id: Id; title: string }
type Words = Pick<Planted, 'context' | 'sub_questions'>

function insertQuery(tx: Db, asked: Asked, { context = 'Committees fall asleep.', sub_questions = [] }: Words) {
  return tx
    .insertInto('query')
    .values({
      ...{
        ...asked,
        asked_text: asked.title,
        context,
        sub_questions,
        kinds: ['experiences'],
        state: 'closed',
        via: 'page',
      },
      ...{ posted_at: sql<Date>`app_now() - interval '12 days'`, closed_at: sql<Date>`app_now()` },
    })
    .returning(['id', 'key'])
    .executeTakeFirstOrThrow()
}

async function addResponse(tx: Db, thread: Thread, query_id: Id, given: PlantedResponse & { nth: number }) {
  const { by, body, attribution = 'named', wish = 'name', place = null, language = 'en', nth } = given
  const viewer = by ? await by.viewer() : nobody('page')
  const { post } = await addPost(tx, viewer, thread, { author_id: by?.id ?? null, body, attribution })
  await tx.updateTable('post').set({ language }).where('id', '=', post.id).execute()
  await tx
    .insertInto('response')
    .values({ post_id: post.id, query_id, number: nth + 1, quote_wish: wish, place })
    .execute()
}

/** The query about principals of the demonstration, with its eighteen responses by eighteen members. */
export async function plantPrincipals(world: World): Promise<string> {
  const folder = new URL('../../blueprints/demonstration/school-principals/', import.meta.url)
  const { title, context, sub_questions } = parse(readFileSync(new URL('query.yaml', folder), 'utf8'))
  const files = readdirSync(new URL('responses/', folder)).sort()
  const responses: PlantedResponse[] = []
  for (const file of files) {
    const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(
      readFileSync(new URL(`responses/${file}`, folder), 'utf8'),
    ) as RegExpExecArray
    const facts = Object.fromEntries(head.split('\n').map((line) => line.split(/:\s*(.*)/s).slice(0, 2)))
    const name = `${facts.author.slice(0, 1).toUpperCase()}${facts.author.slice(1)}`
    const by = await plantPerson(world.db, name)
    await plantMember(world.db, by.id, world.north.id)
    responses.push({ by, body: body.trim(), wish: facts.quote, place: facts.place, language: facts.language })
  }
  return plantClosed(world, { asker: world.ben, title, context, sub_questions, responses })
}
