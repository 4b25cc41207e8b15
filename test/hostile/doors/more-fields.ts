import { sql } from '../../../src/platform/db.ts'
import { listRoutes } from '../../../src/platform/http.ts'
import type { Crawler, Route } from '../../leaks/routes.ts'
import type { World } from '../../world.ts'
import { addressesOf, fieldsOf } from '../known.ts'
import type { LaidStage } from '../stage.ts'
import { expect, type Trial } from '../trial.ts'

/** A number that no row has. */
const INVENTED = 987_654_321

/** Every form, sent with fields that it does not have: rights, other people, other communities, other states. */
export const moreFields: Trial<LaidStage> = {
  name: 'ASVS 15.3.3: fields that a form does not have change nothing',
  async run({ world, ground, keys, short }, attempt) {
    const { eve, dee, ned, ana } = ground
    const before = await traces(world, eve.id)
    const senders: Crawler[] = [
      { name: 'coordinator', actor: ana, communities: ['north'], desk: ['north'] },
      { name: 'member', actor: dee, communities: ['north'], desk: [] },
      { name: 'administrator', actor: ned, communities: ['network'], desk: [], keepsNetwork: true },
    ]
    for (const { method, path, crossSite } of listRoutes(world.web) as Route[]) {
      if (method !== 'POST' || crossSite || KEPT_BACK.test(path)) continue
      for (const sender of senders) {
        const { csrf } = await tokenOf(world, sender)
        for (const address of addressesOf(path, keys, sender, short ? 1 : 4)) {
          const fields = { ...extra(world, eve.id), ...fieldsOf(path), csrf }
          const { status } = await world.send(sender.actor, address, fields)
          expect(attempt, status < 500, `${address}: ${status}`)
        }
      }
    }
    const after = await traces(world, eve.id)
    for (const trace of Object.keys(after))
      if (after[trace] !== before[trace]) attempt.wrong(`${trace}: ${before[trace]} before, ${after[trace]} after`)
  },
}

/** Signing out would end the trial. */
const KEPT_BACK = /^\/(sign-out|sign-in|me\/sessions|first|look-around)/

function extra({ south }: World, other: number): Record<string, string> {
  const people = ['person_id', 'author_id', 'asker_id', 'by_id', 'asked_id', 'contact_id', 'greeted_by', 'viewer', 'to']
  const rest = { community_id: String(south.id), community: 'south', room_id: '1', id: String(INVENTED) }
  const rights = { role: 'administrator', class: 'internal', is_admin: 'true', staff_only: 'false', reach: 'public' }
  const states = {
    state: 'active',
    verified_at: '2020-01-01',
    is_primary: 'true',
    published_at: '2020-01-01',
    until: '',
  }
  const odd = { __proto__: 'x', constructor: 'x', 'person[id]': '1', 'state[$ne]': '1', created_at: '2020-01-01' }
  return { ...Object.fromEntries(people.map((name) => [name, String(other)])), ...rest, ...rights, ...states, ...odd }
}

async function tokenOf(world: World, { actor }: Crawler) {
  return { csrf: /name="csrf" value="([^"]+)"/.exec(await world.page(actor, '/me/mail'))?.[1] ?? '' }
}

/** Where she stands in any row, invented numbers, and who has which rights. */
async function traces({ db }: World, person_id: number): Promise<Record<string, number>> {
  const { rows } = await sql<{ table: string; column: string; of: string }>`
    select relname as table, attname as column, coalesce((select confrelid::regclass::text from pg_constraint
      where conrelid = attrelid and contype = 'f' and conkey = array[attnum] limit 1), '') as of
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
      and atttypid = 'bigint'::regtype and relname <> all(array['outbox', 'rate_count', 'activity'])`.execute(db)
  const counts = rows.flatMap(({ table, column, of }) => {
    const invented = count(`a number that was invented in ${table}.${column}`, table, `"${column}" = ${INVENTED}`)
    const hers = count(`Eve in ${table}.${column}`, table, `"${column}" = ${person_id}`)
    return of === 'person' ? [invented, hers] : [invented]
  })
  const roles = count('administrators', 'role', `role = 'administrator' and until is null`)
  const found = await sql.raw<{ name: string; count: string }>([...counts, roles].join(' union all ')).execute(db)
  return Object.fromEntries(found.rows.map(({ name, count }) => [name, Number(count)]))
}

const count = (name: string, table: string, where: string) =>
  `select '${name}' as name, count(*) as count from "${table}" where ${where}`
