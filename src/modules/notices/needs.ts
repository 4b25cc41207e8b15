import type { Db } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { Need } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'

/** Mail to every address of hers came back: all of it rests, and she can learn of it here alone. */
export async function listMailNeeds(db: Db, { person }: Viewer): Promise<Need[]> {
  const resting = await db
    .selectFrom('address')
    .select((eb) => [eb.fn.countAll<number>().as('addresses'), eb.fn.count<number>('bounced_at').as('bounced')])
    .where('person_id', '=', person?.id ?? null)
    .executeTakeFirstOrThrow()
  if (resting.addresses === 0 || resting.bounced < resting.addresses) return []
  return [
    {
      text: t('No mail reaches you'),
      why: t('Mail to {count, plural, one {your address} other {all your # addresses}} came back, so none is sent.', {
        count: resting.addresses,
      }),
      act: t('Check your addresses'),
      href: '/me/addresses',
      weight: 100,
    },
  ]
}
