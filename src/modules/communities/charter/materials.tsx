import { t } from '../../../platform/i18n.ts'
import type { Panel } from '../../../platform/module.ts'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { outward } from '../../../ui/outward.ts'
import { findProgramme } from '../../people/index.ts'
import { isMember } from '../viewer.ts'

/** What was taught in the programme that this community belongs to, for its members. */
export const programmeMaterials: Panel = {
  on: 'community',
  order: 60,
  render: async (db, viewer, community_id) => {
    const row = await db
      .selectFrom('community')
      .innerJoin('programme', 'programme.id', 'community.programme_id')
      .select('programme.key')
      .where('community.id', '=', community_id)
      .executeTakeFirst()
    if (!row || !isMember(viewer, community_id)) return null
    const { key, name, materials } = await findProgramme(db, viewer, row.key)
    if (materials.length === 0) return null
    return (
      <section>
        <h2>{t('Materials of {programme}', { programme: name })}</h2>
        <Entries label={t('Materials')}>
          {materials.map(({ title, href }) => (
            <Entry title={title} href={outward(href)} />
          ))}
        </Entries>
        <p>
          <a href={`/programmes/${key}`}>{name}</a>
        </p>
      </section>
    )
  },
}
