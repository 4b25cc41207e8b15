import { type Db, type Id, type Selectable, sql, type Tables } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { shownName } from '../../people/index.ts'
import type { Community } from '../reads.ts'
import { heldRoles } from '../roles/held.ts'

export type Answer = { question: string; answer: string }
/** Of a request that is not as any form sent it, what can be read of it. */
export function asAnswers(answers: unknown): Answer[] {
  const all: Partial<Answer>[] = Array.isArray(answers) ? answers : []
  return all.map((one) => ({ question: String(one?.question ?? ''), answer: String(one?.answer ?? '') }))
}

export type Application = Omit<Selectable<Tables['application']>, 'answers'> & { answers: Answer[] }

/** The one way by the key alone: whoever holds it had our letter, which went to her. */
export async function findApplication(db: Db, key: string): Promise<Application> {
  return found(await db.selectFrom('application').selectAll().where('key', '=', key).executeTakeFirst())
}

/** One of this community's that has been proven, for those who decide on it; that of another one is not there. */
export async function findApplicationIn(db: Db, { id }: Community, key: string) {
  return found(await select(db, id).where('application.key', '=', key).executeTakeFirst())
}

function found<A extends { answers: unknown }>(row: A | undefined) {
  if (!row) throw new NotFound()
  return { ...row, answers: asAnswers(row.answers) }
}

/** What waits comes first, longest waiting on top; below it what was decided, newest first. */
export async function listApplications(db: Db, { id }: Community, { page, size }: { page: number; size: number }) {
  const rows = await select(db, id)
    .orderBy(sql`decided_at is not null`)
    .orderBy(sql`case when decided_at is null then application.at end`)
    .orderBy('decided_at', 'desc')
    .limit(size + 1)
    .offset((page - 1) * size)
    .execute()
  return rows.map((row) => ({ ...row, answers: asAnswers(row.answers) }))
}

export type Applied = Awaited<ReturnType<typeof listApplications>>[number]

function select(db: Db, community_id: Id) {
  return db
    .selectFrom('application')
    .innerJoin('person', 'person.id', 'application.person_id')
    .leftJoin('person as decider', 'decider.id', 'application.by_id')
    .selectAll('application')
    .select(['person.name', 'person.organisation'])
    .select(shownName<string | null>('decider').as('decided_by'))
    .where('application.community_id', '=', community_id)
    .where('proven_at', 'is not', null)
}

/** Her own request that waits, if there is one. */
export async function findMyApplication(db: Db, { person }: Viewer, community_id: Id) {
  const row = await db
    .selectFrom('application')
    .selectAll()
    .where('community_id', '=', community_id)
    .where('person_id', '=', person?.id ?? null)
    .where('decided_at', 'is', null)
    .where('proven_at', 'is not', null)
    .executeTakeFirst()
  return row ? { ...row, answers: asAnswers(row.answers) } : null
}

/** Taken back twice is taken back once; who never asked has nothing to take back. */
export async function hasEverAsked(db: Db, { person }: Viewer, community_id: Id): Promise<boolean> {
  const row = await db
    .selectFrom('application')
    .select('id')
    .where('community_id', '=', community_id)
    .where('person_id', '=', person?.id ?? null)
    .executeTakeFirst()
  return row !== undefined
}

/** Who decides on requests, is written to and can be asked: the coordinators, or the network's administrators for want of one. */
export async function listDeciders(db: Db, community_id: Id) {
  const rows = await heldRoles(db)
    .select(['role.person_id', 'person.name', 'person.key'])
    .select(sql<boolean>`role.role = 'administrator'`.as('is_administrator'))
    .where('person.state', '=', 'active')
    .where((eb) =>
      eb.or([
        eb.and([eb('role.community_id', '=', community_id), eb('role.role', 'in', ['coordinator', 'facilitator'])]),
        eb('role.role', '=', 'administrator'),
      ]),
    )
    .orderBy('role.id')
    .execute()
  const own = rows.filter((row) => !row.is_administrator)
  return own.length > 0 ? own : rows
}
