import { type Db, type Id, now, sql } from '../../platform/db.ts'
import { Refused } from '../../platform/errors.ts'
import { t } from '../../platform/i18n.ts'
import { findArchiveAuthor } from './archive-authors.ts'

type Invited = { name: string; address: string; language?: string }

/** The person this address belongs to, or a new one who becomes active only by her own yes. */
export async function invitePerson(tx: Db, { name, address, language = 'en' }: Invited): Promise<Id> {
  const known = await tx.selectFrom('address').select('person_id').where('address', '=', address).executeTakeFirst()
  if (known) return known.person_id

  const id = (await findArchiveAuthor(tx, address)) ?? (await addPerson(tx, name, language))
  const added = await tx
    .insertInto('address')
    .values({ person_id: id, address })
    .onConflict((oc) => oc.column('address').doNothing())
    .executeTakeFirst()
  if (!added.numInsertedOrUpdatedRows)
    throw new Refused(t('Someone is inviting this address at the same moment. Try again.'))
  return id
}

async function addPerson(tx: Db, name: string, language: string): Promise<Id> {
  const { id } = await tx.insertInto('person').values({ name, language }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Her own yes came from this person's address: she is active, and the address is proven. Says whether she was new. */
export async function activatePerson(tx: Db, person_id: Id): Promise<boolean> {
  const activated = await tx
    .updateTable('person')
    .set({ state: 'active' })
    .where('id', '=', person_id)
    .where('state', '=', 'invited')
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('address')
    .set({ verified_at: now })
    .where('person_id', '=', person_id)
    .where('is_primary', '=', true)
    .where('verified_at', 'is', null)
    .execute()
  return activated.numUpdatedRows > 0
}

/** Whoever was only named by somebody else and never said yes: her address goes, and her name unless an archive has it. */
export async function forgetInvited(tx: Db, person_id: Id): Promise<void> {
  const person = await tx
    .selectFrom('person')
    .select('state')
    .where('id', '=', person_id)
    .forUpdate()
    .executeTakeFirst()
  if (person?.state !== 'invited') return
  await tx.deleteFrom('address').where('person_id', '=', person_id).where('verified_at', 'is', null).execute()
  await tx
    .updateTable('person')
    .set({ state: 'erased', name: '' })
    .where('id', '=', person_id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('archive_address').select('address').whereRef('archive_address.person_id', '=', 'person.id')),
      ),
    )
    .execute()
}

const SOFT_BOUNCES = 5

/** A hard bounce, or five soft ones in fourteen days, rests the address until it is proven again. */
export async function noteBounce(db: Db, person_id: Id, { hard }: { hard: boolean }) {
  await sql`
    update address set
      soft_bounces = case when soft_bounced_at > app_now() - interval '14 days' then soft_bounces + 1 else 1 end,
      soft_bounced_at = app_now(),
      bounced_at = case when ${hard} or (soft_bounced_at > app_now() - interval '14 days' and soft_bounces + 1 >= ${SOFT_BOUNCES})
        then app_now() else bounced_at end
    where id = (select id from address where person_id = ${person_id} and bounced_at is null order by is_primary desc, id limit 1)`.execute(
    db,
  )
}
