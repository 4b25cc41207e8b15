import type { Kysely } from 'kysely'
import { viewerOf } from '../../src/modules/communities/index.ts'
import { openSession } from '../../src/modules/people/index.ts'
import { type Id, sql, type Tables } from '../../src/platform/db.ts'
import type { Viewer } from '../../src/platform/viewer.ts'
import { listWords, misspelt, type Words } from './search.ts'

/** Who asks: a member of three communities, the coordinator of the largest, somebody who is not signed in. */
export type Who = 'member' | 'coordinator' | 'stranger'
export type Page = { name: string; who: Who; path: (nth: number) => string }
export type Cast = { cookies: Record<Who, string | undefined>; pages: Page[] }

type Places = { member: Id; coordinator: Id; slug: string; thread: string; profile: string; item: string; topic: Id }

/** The same pages of the same kinds of things, whatever the size of the network. */
export async function findCast(db: Kysely<Tables>): Promise<Cast> {
  const places = await findPlaces(db)
  const words = await listWords(db, (await viewerOf(db, places.member, 'page')) as Viewer)
  const cookie = async (id: Id) => `copse=${await openSession(db, id, 'bench')}`
  const cookies = {
    member: await cookie(places.member),
    coordinator: await cookie(places.coordinator),
    stranger: undefined,
  }
  return { cookies, pages: [...listPages(places), ...listSearches(words)] }
}

/**
 * In the largest community: its newest long thread, a member of two communities more without an office, and somebody whose
 * profile has nearest to six items on it, since who writes much has far more of them in a large network.
 */
async function findPlaces(db: Kysely<Tables>): Promise<Places> {
  const { rows } = await sql<Places>`
    with home as (select community.id, slug from community join slug on community_id = community.id where slug = 'c1')
    select slug,
      (select person_id from membership mine where community_id = home.id and not exists (select from role where role.person_id = mine.person_id)
        and (select count(*) from membership every where every.person_id = mine.person_id) = 3 order by 1 limit 1) as member,
      (select person_id from role where community_id = home.id) as coordinator,
      (select thread.key from thread join room on room.id = room_id where thread.community_id = home.id and is_default and last_number >= 50
        order by active_at desc limit 1) as thread,
      (select key from person join membership on person_id = person.id where community_id = home.id
        order by abs(6 - (select count(*) from item_credit join item on item.id = item_id
          where item_credit.person_id = person.id and item.community_id = home.id)), person.id limit 1) as profile,
      (select key from item where community_id = home.id order by published_at desc limit 1) as item,
      (select id from topic order by id limit 1) as topic
    from home`.execute(db)
  return rows[0] as Places
}

function listPages({ slug, thread, profile, item, topic }: Places): Page[] {
  const member = (name: string, path: string): Page => ({ name, who: 'member', path: () => path })
  const coordinator = (name: string, path: string): Page => ({ name, who: 'coordinator', path: () => path })
  const home = `/communities/${slug}`
  return [
    member('thread, 50 posts', `${home}/talk/${thread}?page=1`),
    member('talk of a community', `${home}/talk`),
    member('talk of all my communities', '/talk'),
    member('Today, a member of three communities', '/today'),
    coordinator('Today, a coordinator', '/today'),
    member('community', home),
    { name: 'community, not signed in', who: 'stranger', path: () => home },
    member('communities', '/communities'),
    member('members of a community', `${home}/members`),
    coordinator('members, for their coordinator', `${home}/members`),
    member('people', '/people'),
    member('people, by a topic', `/people?topic=${topic}`),
    { name: 'people, by a name', who: 'member', path: (nth) => `/people?name=${NAMES[nth % NAMES.length]}` },
    member('a profile', `/people/${profile}`),
    member('library of a community', `${home}/library`),
    member('an item', `${home}/library/${item}`),
  ]
}

/** Beginnings of names that fill a page of people in the smallest network too: more is shown in none. */
const NAMES = ['kale', 'kaka', 'vika']
/** The same for suggestions, of names and of titles. */
const BEGUN = ['tok', 'mika', 'vika', 'nuka']

function listSearches({ common, rare }: Words): Page[] {
  const at = (words: string[], nth: number) => encodeURIComponent(words[nth % words.length] as string)
  const search = (what: string, path: Page['path']): Page => ({ name: what, who: 'member', path })
  return [
    search('search, a rare word', (nth) => `/search?q=${at(rare, nth)}`),
    search('search, a common word', (nth) => `/search?q=${at(common, nth)}`),
    search('search, a misspelt word', (nth) => `/search?q=${misspelt(at(common, nth))}`),
    search('suggestions, a word', (nth) => `/search/suggestions?q=${at(common, nth).slice(0, 3)}`),
    search('suggestions, a name', (nth) => `/search/suggestions?q=${at(BEGUN, nth)}`),
  ]
}
