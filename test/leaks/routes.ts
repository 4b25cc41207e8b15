import { sql } from '../../src/platform/db.ts'
import type { Who } from '../../src/platform/http.ts'
import { heldKey, muteToken, stopLetterToken, stopToken } from '../../src/platform/mail/tokens.ts'
import type { Actor, World } from '../world.ts'
import type { Looker } from './standing.ts'

export type Route = { method: string; path: string; who: Who; crossSite: boolean }
/** One of those who crawl; null is somebody who is not signed in. */
export type Crawler = {
  name: string
  actor: Actor | null
  communities: string[]
  desk: string[]
  /** An administrator: she keeps every community's doors, and reads no room for it. */
  keepsNetwork?: boolean
  /** What her session adds to her, or leaves her without. */
  session?: Partial<Looker>
}

export const lookerOf = ({ actor, session }: Crawler): Looker => ({ id: actor?.id ?? null, ...session })

/** Real keys of every kind of thing, of both communities. */
export type Keys = Record<Kind, string[]> & {
  of: (kind: 'invitation' | 'stop' | 'mute' | 'letter' | 'confirm' | Owned, crawler: Crawler) => string[]
}
type Owned = 'ownPost' | 'ownQuery' | 'ownCollection' | 'nearPost' | 'known'
type Kind =
  | 'held'
  | 'person'
  | 'programme'
  | 'cohort'
  | 'proof'
  | 'freshProof'
  | 'application'
  | 'role'
  | 'elsewhere'
  | 'breakGlass'
  | 'post'
  | 'file'
  | 'talk'
  | 'thread'
  | 'item'
  | 'itemId'
  | 'itemFile'
  | 'collection'
  | 'query'
  | 'letterId'
  | 'signIn'
  | 'message'
  | 'batch'
  | 'draft'
  | 'bookmark'
  | 'area'

export async function listKeys({ db, north }: World): Promise<Keys> {
  const list = async (query: string) =>
    (await sql.raw<{ key: string }>(query).execute(db)).rows.map(({ key }) => String(key))
  const invitations = (await sql<{ person_id: number; key: string }>`select person_id, key from invitation`.execute(db))
    .rows
  const letters = (
    await sql<{ person_id: number; id: number }>`
    select mailbox.id, person_id from mailbox join address on address = to_address`.execute(db)
  ).rows
  const own = (rows: { person_id: number }[], crawler: Crawler) =>
    rows.filter(({ person_id }) => person_id === lookerOf(crawler).id)
  const held = (
    await sql<{
      id: number
      confirms: boolean
    }>`select id, community_id is null as confirms from inbound_mail where state = 'held'`.execute(db)
  ).rows
  const owned = await listOwned(db)
  const stopTokens = (id: number | null) => (id === null ? [] : [stopToken(id, north.id), stopLetterToken(id, 8)])
  const threads = (await sql<{ id: number }>`select id from thread order by id`.execute(db)).rows
  return {
    held: held.filter(({ confirms }) => !confirms).map(({ id }) => heldKey(id)),
    person: await list('select key from person order by id'),
    post: await list(`select key from post order by state <> 'withdrawn', state <> 'held', id`),
    file: await list(`select key || '/' || replace(name, '%', '') as key from attachment order by id`),
    talk: await list(`select key from thread where kind = 'talk' order by id desc`),
    thread: await list('select key from thread order by id'),
    item: await list('select key from item order by id'),
    itemId: await list('select id as key from item order by id'),
    itemFile: await list(
      `select item.key || '/' || item_file.key as key from item_file join item on item.id = item_id`,
    ),
    collection: await list('select key from collection order by id'),
    query: await list('select key from query order by id'),
    letterId: await list(`select min(id) as key from mailbox group by to_address order by 1`),
    signIn: await list('select key from sign_in order by id'),
    message: await list(`select message_id as key from message_ref order by post_id`),
    batch: await list('select key from batch order by id'),
    area: await list('select code as key from area order by id'),
    draft: await list('select key from draft order by id'),
    bookmark: await list('select key from bookmark order by id'),
    programme: await list('select key from programme order by id'),
    cohort: await list('select key from cohort order by id'),
    proof: await list('select key from address_proof order by id'),
    freshProof: await list('select key from fresh_proof order by id'),
    application: await list('select key from application order by id'),
    role: await list('select key from role order by id'),
    elsewhere: await list('select key from elsewhere order by id'),
    breakGlass: await list('select key from break_glass order by id'),
    of: (kind, crawler) => {
      if (kind === 'invitation')
        return own(invitations, crawler).map((row) => (row as { key: string } & typeof row).key)
      if (kind === 'confirm')
        return crawler.name === 'member' ? held.filter(({ confirms }) => confirms).map(({ id }) => heldKey(id)) : []
      if (kind in owned)
        return own(owned[kind as Owned], crawler).map((row) => (row as { key: string } & typeof row).key)
      if (kind === 'mute') return threads.map(({ id }) => muteToken(lookerOf(crawler).id ?? 0, id))
      if (kind === 'stop') return stopTokens(lookerOf(crawler).id)
      return own(letters, crawler).map((row) => String((row as { id: number } & typeof row).id))
    },
  }
}

/** What belongs to somebody, or stands so near her that a form about it is hers to send. */
async function listOwned(db: World['db']): Promise<Record<Owned, { person_id: number; key: string }[]>> {
  const list = async (query: string) =>
    (await sql.raw<{ person_id: number; key: string }>(query).execute(db)).rows.map((row) => ({ ...row }))
  return {
    ownPost: await list('select author_id as person_id, key from post'),
    ownQuery: await list('select asker_id as person_id, key from query'),
    ownCollection: await list(`select person_id, key from collection union all
      select role.person_id, collection.key from collection join role using (community_id)
      where is_starter and role = 'coordinator' and until is null`),
    nearPost: await list(`select person_id, post.key from post join thread on thread.id = thread_id
      join membership using (community_id) where membership.state = 'member'`),
    known:
      await list(`select theirs.person_id, person.key from person join membership mine on mine.person_id = person.id
        join membership theirs using (community_id) where mine.state = 'member' and theirs.state = 'member'
      union select by_id, person.key from person join invitation on person_id = person.id
      union select person_id, person.key from person join invitation on by_id = person.id
      union select id, key from person`),
  }
}

export const FORGED = '0123456789abcdef'

/** What stands in the place of a parameter; a route that none of these fits fails the run. */
const recipes: [RegExp, (keys: Keys, crawler: Crawler) => string[]][] = [
  [/^\/people\/:key/, ({ person }) => person],
  [/^\/applications\/:key/, () => [FORGED]],
  [/\/applications\/:key/, ({ application }) => [FORGED, ...application]],
  [/\/newcomers\/:key/, ({ person }) => person],
  [/\/roles\/:key/, ({ role }) => role],
  [/^\/break-glass\/:key/, ({ breakGlass }) => [FORGED, ...breakGlass]],
  [/^\/communities\/elsewhere\/:key/, ({ elsewhere }) => [FORGED, ...elsewhere]],
  [/^\/network\/policies\/:slug/, () => ['privacy']],
  [/^\/programmes\/:key/, ({ programme }) => [FORGED, ...programme]],
  [/^\/cohorts\/:key/, ({ cohort }) => [FORGED, ...cohort]],
  [/^\/me\/addresses\/:key/, ({ proof }) => [FORGED, ...proof]],
  [/^\/me\/proof\/:key/, ({ freshProof }) => [FORGED, ...freshProof]],
  [/\/posts\/:key/, ({ post }) => post],
  [/^\/m\/:message/, ({ message }) => [FORGED, ...message]],
  [/^\/files\/:key\/:name/, ({ file }) => file],
  [/\/(invitations\/files|network\/postings)\/:batch/, ({ batch }) => [FORGED, ...batch]],
  [/^\/network\/regions\/:area/, ({ area }) => [FORGED, ...area]],
  [/\/talk\/:key/, ({ talk }) => talk],
  [/^\/threads\/:key/, ({ thread }) => [FORGED, ...thread]],
  [/\/library\/:file\{/, ({ item }) => item.map((key) => `${key}.pdf`)],
  [/\/library\/:key\/files\/:file/, ({ itemFile }) => itemFile],
  [/\/library\/:key/, ({ item }) => item],
  [/^\/collections\/:file\{/, ({ collection }) => collection.flatMap((key) => [`${key}.md`, `${key}.csv`])],
  [/^\/collections\/:key/, ({ collection }) => collection],
  [/\/queries\/answered\/:item/, ({ itemId }) => itemId],
  [/\/queries\/:key/, ({ query }) => query],
  [/^\/mailbox\/:id/, (keys, crawler) => [...keys.letterId, ...keys.of('letter', crawler).slice(0, 2)]],
  [/^\/invitations\/:key/, (keys, crawler) => [FORGED, ...keys.of('invitation', crawler)]],
  [/^\/me\/drafts\/:key/, ({ draft }) => [FORGED, ...draft]],
  [/^\/me\/bookmarks\/:key/, ({ bookmark }) => [FORGED, ...bookmark]],
  [/^\/mute\/:token/, (keys, crawler) => [FORGED, ...keys.of('mute', crawler)]],
  [/^\/stop\/:token/, (keys, crawler) => [FORGED, ...keys.of('stop', crawler)]],
  [/^\/network\/system\/mail\/:key/, ({ held }) => [FORGED, ...held]],
  [/^\/sign-in\/:key/, () => [FORGED]],
  [/^\/styleguide/, () => ['overview']],
  [/^\/(first|look-around)\/:token/, () => [FORGED]],
  [/^\/mail\/held\/:key/, (keys, crawler) => [FORGED, ...keys.of('confirm', crawler)]],
  [/\/held\/:key/, ({ held }) => held],
]

/** A new route: `recipes` must say what stands in its parameters, `forms` what it sends. */
export class NoRecipe extends Error {}

/** Every address that this route can have for this crawler, up to `most` of each kind of thing. */
export function addressesOf(path: string, keys: Keys, crawler: Crawler, most: number): string[] {
  const communities = path.includes(':community') ? ['north', 'south'] : ['']
  const rest = path.replace(':community', '')
  const recipe = recipes.find(([fits]) => fits.test(rest.includes(':') ? path : ''))
  if (rest.includes(':') && !recipe) throw new NoRecipe(path)
  const values = recipe ? spread(recipe[1](keys, crawler), most) : ['']
  return communities.flatMap((community) => values.map((value) => putIn(path.replace(':community', community), value)))
}

/** The first, the last, and others between them. */
function spread(values: string[], most: number): string[] {
  if (values.length <= most) return values
  const step = (values.length - 1) / Math.max(1, most - 1)
  return [...new Set(Array.from({ length: most }, (_, nth) => values[Math.round(nth * step)] ?? ''))]
}

/** A value with a slash fills two parameters; what is left over gets a number or a forged token. */
function putIn(path: string, value: string): string {
  const parts = value.split('/').map(encodeURIComponent)
  const filled = path.replace(
    /:(\w+)(\{[^}]*\})?/g,
    (_, name: string) => parts.shift() ?? (name === 'number' ? '1' : FORGED),
  )
  return filled
}
