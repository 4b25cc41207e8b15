import pg from 'pg'
import { sql } from '../../src/platform/db.ts'
import type { World } from '../world.ts'

/** A rule taken away for a while; the harness must notice, or it is worth nothing. */
export type Plant = { name: string; plant: (world: World) => Promise<() => Promise<void>> }

/** Search no longer asks who is looking. */
export const searchWithoutViewer: Plant = {
  name: 'search-without-viewer',
  async plant({ db }) {
    const ends = [
      await replaceFunction(db, 'may_find', 'select true'),
      await replaceFunction(db, 'readable_rooms', 'select id from room', 'setof bigint'),
    ]
    return async () => {
      for (const end of ends) await end()
    }
  },
}

/** The one rule of rooms no longer asks for membership. */
export const roomWithoutMembers: Plant = {
  name: 'room-without-members',
  plant: ({ db }) => replaceFunction(db, 'may_read', 'select true'),
}

/** The directory shows whoever is there. */
export const directoryWithoutMayKnow: Plant = {
  name: 'directory-without-may-know',
  plant: ({ db }) => replaceFunction(db, 'listed_to', `select id from person where state = 'active'`, 'setof bigint'),
}

/** Whoever was a member once is asked about as if she still were: on pages, in search, and when a letter goes. */
export const endedMembershipCounts: Plant = {
  name: 'ended-membership-counts',
  plant: ({ db }) =>
    changeFunction(db, 'may_read', (was) =>
      was.replaceAll(`m.state = 'member'`, `m.state in ('member', 'left', 'removed')`),
    ),
}

/** A session that was ended goes on. */
export const endedSessionCounts: Plant = {
  name: 'ended-session-counts',
  plant: async () =>
    rewriteSql((text) => text.replace(/("?\w+"?\.)?"?ended_at"? is null/g, (was) => `(${was} or true)`)),
}

/** A look under break-glass that was ended goes on. */
export const endedLookCounts: Plant = {
  name: 'ended-look-counts',
  async plant({ db }) {
    const goOn = (was: string) => was.replaceAll('ended_at is null', 'true')
    const ends = [await changeFunction(db, 'may_read_under', goOn), await changeFunction(db, 'break_glass_at', goOn)]
    return async () => {
      for (const end of ends) await end()
    }
  },
}

/** The page of a conversation that is open is told what comes, whatever became of its reader. */
export const streamAsksNothing: Plant = {
  name: 'stream-asks-nothing',
  plant: async () =>
    rewriteSql((text) =>
      /json_to_recordset\([^)]*\) as looking/.test(text)
        ? text.replace(/may_read\(looking[^)]*\)/g, 'true').replace('and ended_at is null', '')
        : text,
    ),
}

const MAY_FIND = /may_find\(\$\d+::bigint, entry\.kind, entry\.subject_id, entry\.room_id\)/g
const ROOMS = /readable_rooms\(\$\d+::bigint\)/g

/** What is suggested while somebody types is suggested to everybody. */
export const suggestionsWithoutViewer: Plant = {
  name: 'suggestions-without-viewer',
  plant: async () =>
    rewriteSql((text) => {
      const isOfTitles = /^\s*select id from readable_rooms/.test(text) || /select title from \(/.test(text)
      return isOfTitles ? text.replace(ROOMS, KEPT_ROOMS).replace(MAY_FIND, keptFind('true')) : text
    }),
}

/** Words of a file lead to what they hang on, whatever room that stands in. */
export const fileWordsWithoutRoom: Plant = {
  name: 'file-words-without-room',
  plant: async () =>
    rewriteSql((text) => {
      const ofFile = `(entry.kind in ('file', 'item_file') or exists (select from attachment where post_id = entry.subject_id))`
      return text.replace(ROOMS, KEPT_ROOMS).replace(MAY_FIND, keptFind(ofFile))
    }),
}

/** The parameter stays, since it is sent along. */
const KEPT_ROOMS = (was: string) => `(select id from room where ${/\$\d+::bigint/.exec(was)?.[0]} is null or true)`
const keptFind = (instead: string) => (was: string) => `(${instead} or ${was})`

/** Each statement on its way to the database; one that is changed loses its name, since that stands for the old text. */
function rewriteSql(rewrite: (text: string) => string) {
  const rewritten = (given: string | { text: string }) => {
    if (typeof given === 'string') return rewrite(given)
    const text = rewrite(given.text)
    return text === given.text ? given : { ...given, text, name: undefined }
  }
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = new Proxy(query, {
    apply: (target, client, [first, ...rest]) => Reflect.apply(target, client, [rewritten(first), ...rest]),
  })
  return async () => {
    pg.Client.prototype.query = query
  }
}

async function replaceFunction(db: World['db'], name: string, body: string, returns = 'boolean') {
  return changeFunction(
    db,
    name,
    (_, head) => `create or replace function ${name}(${head}) returns ${returns} language sql stable as $$ ${body} $$`,
  )
}

async function changeFunction(db: World['db'], name: string, change: (was: string, head: string) => string) {
  const { rows } = await sql<{ was: string; head: string }>`
    select pg_get_functiondef(oid) as was, pg_get_function_arguments(oid) as head from pg_proc
    where proname = ${name} and pronamespace = 'public'::regnamespace`.execute(db)
  const [was, head] = [rows[0]?.was ?? '', rows[0]?.head ?? '']
  const now = change(was, head)
  if (now === was) throw new Error(`${name} has nothing to take away: the planted bug is out of date`)
  await sql.raw(now).execute(db)
  return async () => {
    await sql.raw(was).execute(db)
  }
}

/** The escape of the HTML part of a mail, known by the expression it replaces, does nothing any more. */
export const escapeInMail: Plant = {
  name: 'escape-in-mail',
  async plant() {
    const { replace } = String.prototype
    String.prototype.replace = function (this: string, pattern: never, by: never) {
      const isEscape = (pattern as unknown) instanceof RegExp && (pattern as RegExp).source === ESCAPED
      return isEscape ? String(this) : replace.call(this, pattern, by)
    }
    return async () => {
      String.prototype.replace = replace
    }
  },
}

const ESCAPED = /[&<>"'\0]/g.source
