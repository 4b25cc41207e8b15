import { type Db, type Id, sql } from '../../../platform/db.ts'
import type { Thread } from '../reads.ts'

export type Member = { id: Id; key: string; name: string; organisation: string | null }

/** Whom words ask by name: `people` for certain; each list of `unclear` holds members who share a name. */
export type Named = { people: Member[]; unclear: Member[][] }

type Room = Pick<Thread, 'community_id' | 'room_id' | 'reach' | 'staff_only'>

const AT = /(?<![\p{L}\p{N}@./])@\[?(?=\p{L})/gu

/** The members who may read it and whose whole name follows an “@”; `chosen` are the keys that settle a shared name. */
export async function findNamed(db: Db, room: Room, body: string, chosen: string[] = []): Promise<Named> {
  if (!body.match(AT)) return { people: [], unclear: [] }
  const found = groupByName(namedIn(body, await listCandidates(db, room, body)))
  const settled = found.map((same) => (same.length > 1 ? same.filter(({ key }) => chosen.includes(key)) : same))
  return { people: settled.flat(), unclear: found.filter((_, i) => settled[i]?.length === 0) }
}

/** “@[Ben Rao]” is how a name with an end is typed; it is read without the brackets. */
export function withoutBrackets(body: string): string {
  return body.replace(/@\[([\p{L}][^\]\n]{0,120})\](?!\()/gu, '@$1')
}

/** A coordinator's word to all: “@everyone”. */
export function asksEveryone(body: string): boolean {
  return /(?<![\p{L}\p{N}@./])@(everyone|सभी)(?![\p{L}\p{M}\p{N}])/iu.test(body)
}

/** One question however many members: whose name stands after an “@” at all. */
async function listCandidates(db: Db, { community_id, room_id, reach, staff_only }: Room, body: string) {
  const text = body.toLowerCase()
  const { rows } = await sql<Member>`
    select id, key, name, organisation from membership join person on person.id = person_id
    where community_id = ${community_id} and membership.state = 'member' and person.state = 'active'
      and (strpos(${text}, '@' || lower(name)) > 0 or strpos(${text}, '@[' || lower(name) || ']') > 0)
      and may_read(person.id, ${room_id}::bigint, ${reach}::reach, ${staff_only}::boolean)
    order by name, id`.execute(db)
  return rows
}

/** At each “@” the longest name counts, so that “@Ben Rao” does not ask Ben. */
function namedIn(body: string, candidates: Member[]): Member[] {
  const known = new Set(candidates.map(({ name }) => name.toLowerCase()))
  const lengths = [...new Set([...known].map((name) => name.length))].sort((one, other) => other - one)
  const longest = (lengths[0] ?? 0) + 1
  const names = new Set<string | undefined>()
  for (const { index, 0: at } of known.size > 0 ? body.matchAll(AT) : []) {
    const start = index + at.length
    names.add(longestName(body.slice(start, start + longest).toLowerCase(), known, lengths))
  }
  return candidates.filter(({ name }) => names.has(name.toLowerCase()))
}

/** `text` holds no more than the longest name and one sign, so that a long body costs no more than its length. */
function longestName(text: string, known: Set<string>, lengths: number[]): string | undefined {
  const fitting = lengths.find(
    (length) => known.has(text.slice(0, length)) && !/^[\p{L}\p{M}\p{N}]/u.test(text.slice(length)),
  )
  return fitting === undefined ? undefined : text.slice(0, fitting)
}

function groupByName(members: Member[]): Member[][] {
  const groups = new Map<string, Member[]>()
  for (const member of members) {
    const name = member.name.toLowerCase()
    groups.set(name, [...(groups.get(name) ?? []), member])
  }
  return [...groups.values()]
}
