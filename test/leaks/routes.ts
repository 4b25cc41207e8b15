import { sql } from '../../src/platform/db.ts'
import type { Who } from '../../src/platform/http.ts'
import { heldKey, muteToken, stopLetterToken, stopToken } from '../../src/platform/mail/tokens.ts'
import type { Actor, World } from '../world.ts'
import type { Ground } from './ground.ts'

export type Route = { method: string; path: string; who: Who; crossSite: boolean }
/** One of those who crawl; null is somebody who is not signed in. */
export type Crawler = { name: string; actor: Actor | null; communities: string[]; desk: string[] }

/** Real keys of every kind of thing, of both communities. */
export type Keys = Record<Kind, string[]> & {
  of: (
    kind: 'invitation' | 'stop' | 'mute' | 'letter' | 'confirm' | 'ownPost' | 'ownQuery',
    crawler: Crawler,
  ) => string[]
}
type Kind =
  | 'held'
  | 'person'
  | 'programme'
  | 'cohort'
  | 'proof'
  | 'application'
  | 'role'
  | 'elsewhere'
  | 'post'
  | 'file'
  | 'talk'
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

export async function listKeys({ db, north }: World, _ground: Ground): Promise<Keys> {
  const list = async (query: string) =>
    (await sql.raw<{ key: string }>(query).execute(db)).rows.map(({ key }) => String(key))
  const invitations = (await sql<{ person_id: number; key: string }>`select person_id, key from invitation`.execute(db))
    .rows
  const letters = (
    await sql<{ person_id: number; id: number }>`
    select mailbox.id, person_id from mailbox join address on address = to_address`.execute(db)
  ).rows
  const own = (rows: { person_id: number }[], crawler: Crawler) =>
    rows.filter(({ person_id }) => person_id === crawler.actor?.id)
  const held = (
    await sql<{
      id: number
      confirms: boolean
    }>`select id, community_id is null as confirms from inbound_mail where state = 'held'`.execute(db)
  ).rows
  const posts = (
    await sql<{ person_id: number; key: string }>`select author_id as person_id, key from post`.execute(db)
  ).rows
  const queries = (
    await sql<{ person_id: number; key: string }>`select asker_id as person_id, key from query`.execute(db)
  ).rows
  const threads = (await sql<{ id: number }>`select id from thread order by id`.execute(db)).rows
  return {
    held: held.filter(({ confirms }) => !confirms).map(({ id }) => heldKey(id)),
    person: await list('select key from person order by id'),
    post: await list(`select key from post order by state <> 'withdrawn', state <> 'held', id`),
    file: await list(`select key || '/' || replace(name, '%', '') as key from attachment order by id`),
    talk: await list(`select key from thread where kind = 'talk' order by id desc`),
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
    application: await list('select key from application order by id'),
    role: await list('select key from role order by id'),
    elsewhere: await list('select key from elsewhere order by id'),
    of: (kind, crawler) => {
      if (kind === 'invitation')
        return own(invitations, crawler).map((row) => (row as { key: string } & typeof row).key)
      if (kind === 'confirm')
        return crawler.name === 'member' ? held.filter(({ confirms }) => confirms).map(({ id }) => heldKey(id)) : []
      if (kind === 'ownQuery') return own(queries, crawler).map((row) => (row as { key: string } & typeof row).key)
      if (kind === 'ownPost') return own(posts, crawler).map((row) => (row as { key: string } & typeof row).key)
      if (kind === 'mute') return threads.map(({ id }) => muteToken(crawler.actor?.id ?? 0, id))
      if (kind === 'stop')
        return crawler.actor ? [stopToken(crawler.actor.id, north.id), stopLetterToken(crawler.actor.id, 8)] : []
      return own(letters, crawler).map((row) => String((row as { id: number } & typeof row).id))
    },
  }
}

const FORGED = '0123456789abcdef'

/** What stands in the place of a parameter; a route that none of these fits fails the run. */
const recipes: [RegExp, (keys: Keys, crawler: Crawler) => string[]][] = [
  [/^\/people\/:key/, ({ person }) => person],
  [/^\/applications\/:key/, () => [FORGED]],
  [/\/applications\/:key/, ({ application }) => [FORGED, ...application]],
  [/\/newcomers\/:key/, ({ person }) => person],
  [/\/roles\/:key/, ({ role }) => role],
  [/^\/communities\/elsewhere\/:key/, ({ elsewhere }) => [FORGED, ...elsewhere]],
  [/^\/network\/policies\/:slug/, () => ['privacy']],
  [/^\/programmes\/:key/, ({ programme }) => [FORGED, ...programme]],
  [/^\/cohorts\/:key/, ({ cohort }) => [FORGED, ...cohort]],
  [/^\/me\/addresses\/:key/, ({ proof }) => [FORGED, ...proof]],
  [/\/posts\/:key/, ({ post }) => post],
  [/^\/m\/:message/, ({ message }) => [FORGED, ...message]],
  [/^\/files\/:key\/:name/, ({ file }) => file],
  [/\/(invitations\/files|network\/postings)\/:batch/, ({ batch }) => [FORGED, ...batch]],
  [/^\/network\/regions\/:area/, ({ area }) => [FORGED, ...area]],
  [/\/talk\/:key/, ({ talk }) => talk],
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
  const values = recipe ? recipe[1](keys, crawler).slice(0, most) : ['']
  return communities.flatMap((community) => values.map((value) => putIn(path.replace(':community', community), value)))
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

type Fields = Record<string, string>

/** What each form would send, so that only the right to send it is in question. */
const forms: [RegExp, Fields][] = [
  [
    /^\/communities\/new$/,
    { name: 'A group of a stranger', purpose: 'Because a stranger wants it.', type: 'interest' },
  ],
  [/\/membership$/, { class: 'internal' }],
  [/\/membership\/(withdrawal|listing|removal)$/, {}],
  [/\/applications\/:key$/, { decision: 'accepted' }],
  [/\/questions$/, { 'question-1': 'A question of a stranger?' }],
  [/\/newcomers\/:key$/, { line: 'Words of a stranger.' }],
  [/\/roles$/, { who: 'Ana', role: 'core' }],
  [/\/roles\/stand-in$/, { stand_in: 'Ana', until: '2099-01-01' }],
  [/\/roles\/:key\/(removal|handover)$/, { handover: 'Words of a stranger.' }],
  [/\/charter$/, { purpose: 'Words of a stranger.', joining: 'open', language: 'en', version: '1' }],
  [/^\/communities\/:community\/(core|care)$/, {}],
  [/^\/communities\/:community\/links$/, { to: 'south', kind: 'sister' }],
  [/^\/communities\/elsewhere/, { name: 'Elsewhere', link: 'https://example.org' }],
  [/^\/network\/convening-body$/, { name: 'A stranger', language: 'en', version: '1' }],
  [/^\/sign-in\/:key/, { code: '123456' }],
  [/^\/sign-in$/, { address: 'nobody@example.org' }],
  [/^\/sign-out$/, {}],
  [/^\/me\/name$/, { name: 'Another' }],
  [/^\/me\/(work|posting)$/, { organisation: 'Of a stranger', since: '2026-01-01' }],
  [/^\/me\/languages$/, { language: 'en', time_zone: 'Asia/Kolkata' }],
  [/^\/me\/(service|topics|cohorts|motives|sharing)$/, {}],
  [/^\/me\/addresses$/, { address: 'another@example.org' }],
  [/^\/me\/addresses\/(primary|removal)$/, { address_id: '1' }],
  [/^\/me\/addresses\/:key/, { code: '123456' }],
  [/^\/people\/:key\/connection$/, { line: 'Words of a stranger.' }],
  [/^\/people\/:key\/connection\/answer$/, { answer: 'yes' }],
  [/^\/people\/:key\/connection\/removal$/, {}],
  [/^\/me\/mail$/, { digest_rhythm: 'weekly' }],
  [/^\/me\/mail\/:community/, { delivery: 'web' }],
  [/\/invitations\/files(\/|$)/, { why: 'Words of a stranger.' }],
  [/^\/network\/postings/, {}],
  [/^\/network\/regions\/:area/, { region_id: '0', since: '2099-01-01', version: '1' }],
  [/^\/me\/transfer$/, { key: FORGED, answer: 'yes' }],
  [/\/invitation$/, { name: 'Another', address: 'another@example.org', why: 'Because.' }],
  [/^\/invitations\/:key/, { answer: 'yes' }],
  [/^\/stop\/:token/, {}],
  [/\/posts\/:key\/(withdrawal|mention)/, {}],
  [/\/posts\/:key\/edit/, { body: 'Words of a stranger.', edition: '1' }],
  [/\/talk\/:key\/reading$/, { up_to: '1' }],
  [/\/talk\/:key\/wish$/, { wish: 'follow' }],
  [/\/talk\/:key\/closure$/, { closed: 'yes' }],
  [/\/talk\/:key\/move$/, { to: 'south' }],
  [/\/talk\/reading$/, {}],
  [/^\/drafts$/, { place: 'north/talk', title: 'A new talk', body: 'Words of a stranger.' }],
  [/^\/me\/(drafts|bookmarks)\/:key\/removal$/, {}],
  [/^\/me\/bookmarks$/, { kind: 'post', key: FORGED, note: 'Words of a stranger.' }],
  [/^\/mute\/:token/, {}],
  [/\/talk(\/|$)/, { title: 'A new talk', body: 'Words of a stranger.' }],
  [/\/library$/, { title: 'A title of a stranger', kind: 'story', why: 'Words of a stranger.' }],
  [/\/library\/:key\/change$/, { title: 'A title of a stranger', kind: 'story', why: 'No.', version: '1' }],
  [/\/library\/:key\/withdrawal$/, {}],
  [/^\/me\/collections$/, { title: 'Of a stranger' }],
  [/^\/me\/collections\/keep$/, { address: '/', title: 'Of a stranger' }],
  [/^\/collections\/:key\/change$/, { title: 'Of a stranger', version: '1' }],
  [/^\/collections\/:key\/entries$/, { address: '/', title: 'Of a stranger' }],
  [/^\/collections\/:key\/(sharing|removal)$/, {}],
  [/\/library\/:key\/use/, { used: 'yes', line: 'Words of a stranger.' }],
  [/\/queries\/new$/, { text: 'What would a stranger ask in this place?' }],
  [/\/queries\/answered\/:item/, {}],
  [/\/submission$/, {}],
  [
    /\/shape$/,
    {
      title: 'A title of a stranger?',
      kinds: 'advice',
      context: 'No.',
      attribution: 'named',
      urgency: 'normal',
      version: '1',
    },
  ],
  [/\/agreement$/, { answer: 'ok' }],
  [/\/(withdrawal|refusal|redirection)$/, { reason: 'A stranger wants it so.' }],
  [/\/archive-offer$/, { item_id: '1' }],
  [/\/archive$/, { answer: 'yes' }],
  [/\/responses$/, { body: 'Words of a stranger.', wish: 'name' }],
  [/\/nudges$/, { ask: '4', shown: '4' }],
  [/\/extension$/, { days: '2' }],
  [/\/(closing|start|return)$/, {}],
  [/\/compile$/, { 'new-summary': 'Words of a stranger.' }],
  [/\/review$/, { answer: 'ok' }],
  [/\/publication$/, {}],
  [/\/correction$/, { because: 'A stranger wants it so.' }],
  [/\/use$/, { used: 'yes', line: 'Words of a stranger.' }],
  [/\/held(\/|$)/, { do: 'release', answer: 'yes' }],
  [/^\/mailbox\/new$/, { to: 'north@copse.test', subject: 'A stranger', text: 'Words of a stranger.' }],
  [/^\/mailbox\/:id\/reply/, { text: 'Words of a stranger.' }],
  [/^\/first\/:token\/demonstration/, {}],
  [/^\/first\/:token\/network/, { blueprint: 'practice-network', name: 'A stranger', address: 'stranger@example.org' }],
  [/^\/look-around\/:token/, { handle: 'asha' }],
]

export function fieldsOf(path: string): Fields {
  const found = forms.find(([fits]) => fits.test(path))
  if (!found) throw new NoRecipe(path)
  return found[1]
}

/** Whether this crawler has the right to send this form, so that refusing is not to be asked for. */
export function mayPost({ path, who }: Route, address: string, crawler: Crawler, keys: Keys): boolean {
  if (!crawler.actor) return who === 'anyone'
  const isOwn = (kind: 'ownPost' | 'letter') => keys.of(kind, crawler).includes(address.split('/')[2] ?? '')
  if (path === '/posts/:key/withdrawal') return isOwn('ownPost')
  if (path === '/mailbox/:id/reply') return isOwn('letter')
  if (path === '/me/mail/:community') return crawler.communities.some((slug) => address.endsWith(`/${slug}`))
  if (path === '/mailbox/new') return true
  if (path === '/communities/new') return crawler.communities.length > 0
  if (/^\/(me|sign-out)/.test(path) || who === 'anyone') return true
  const community = /^\/communities\/(\w+)/.exec(address)?.[1]
  if (who === 'asker') {
    const isHers = keys.of('ownQuery', crawler).includes(address.split('/')[4] ?? '')
    return isHers && crawler.communities.includes(community ?? '')
  }
  if (who === 'desk' || who === 'coordinator') return crawler.desk.includes(community ?? '')
  return who === 'member' && crawler.communities.includes(community ?? '')
}
