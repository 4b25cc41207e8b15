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

async function replaceFunction(db: World['db'], name: string, body: string, returns = 'boolean') {
  const { rows } = await sql<{ was: string; head: string }>`
    select pg_get_functiondef(oid) as was, pg_get_function_arguments(oid) as head from pg_proc
    where proname = ${name} and pronamespace = 'public'::regnamespace`.execute(db)
  const [was, head] = [rows[0]?.was ?? '', rows[0]?.head ?? '']
  await sql
    .raw(`create or replace function ${name}(${head}) returns ${returns} language sql stable as $$ ${body} $$`)
    .execute(db)
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
