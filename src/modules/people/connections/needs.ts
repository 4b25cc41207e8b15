import { type Db, type Id, sql } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { Need } from '../../../platform/module.ts'

/** Colleagues who say that she worked with them, and wait for her to say so too. */
export async function listConnectionNeeds(db: Db, person_id: Id): Promise<Need[]> {
  const rows = await db
    .selectFrom('connection')
    .innerJoin('person', 'person.id', 'asker_id')
    .select(['person.name', 'person.key'])
    .where('asked_id', '=', person_id)
    .where('answer', 'is', null)
    .where('person.state', '=', 'active')
    .where(sql<boolean>`may_know(${person_id}::bigint, person.id)`)
    .orderBy('asked_at')
    .limit(7)
    .execute()
  return rows.map(({ name, key }) => ({
    text: t('{name} says that you worked together', { name }),
    why: t('It is shown only when you say so too.'),
    act: t('Say yes or no'),
    href: `/people/${key}/connection`,
    weight: 40,
  }))
}
