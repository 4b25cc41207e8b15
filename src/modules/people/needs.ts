import { type Db, sql } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { Need } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { listConnectionNeeds } from './connections/needs.ts'
import { listProofNeeds } from './second-factor/needs.ts'

/** What waits for this person on her own account. */
export async function listPeopleNeeds(db: Db, viewer: Viewer): Promise<Need[]> {
  if (!viewer.person) return []
  return [
    ...(await listProofNeeds(db, viewer)),
    ...(await listAddressNeeds(db, viewer.person.id)),
    ...(await listConnectionNeeds(db, viewer.person.id)),
  ]
}

/** Mail to her first address comes back: where it goes instead, and how that ends. */
async function listAddressNeeds(db: Db, person_id: number): Promise<Need[]> {
  const { rows } = await sql<{ address: string; other: string | null }>`
    select address, (select address from address other where person_id = ${person_id} and bounced_at is null
      order by is_primary desc, id limit 1) as other
    from address where person_id = ${person_id} and is_primary and bounced_at is not null`.execute(db)
  return rows.map(({ address, other }) => ({
    text: other
      ? t('Mail to {address} comes back. We write to {other} now.', { address, other })
      : t('Mail to {address} comes back, and we have no other address of yours.', { address }),
    why: t('It is the address your mail goes to first.'),
    act: other ? t('Prove it again, or put the other one first') : t('Prove it again, or add another'),
    href: '/me/addresses',
    weight: other ? 60 : 80,
  }))
}
