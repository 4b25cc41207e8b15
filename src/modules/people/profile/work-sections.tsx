import { shortDate } from '../../../platform/dates.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import type { Problems } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Choice } from '../../../ui/choice.tsx'
import { DOT } from '../../../ui/dot.ts'
import { DateField, Field } from '../../../ui/field.tsx'
import { listAreas } from '../areas.ts'
import { correctPosting, findPosting, recordPosting } from '../postings.ts'
import type { Person } from '../reads.ts'
import { listTerms } from '../terms.ts'
import { day, isIn, type Listed, line, nameIn, neededDay, oneOf, ticked } from './fields.ts'
import { OneOf } from './one-of.tsx'
import { section } from './section.tsx'
import { update } from './sections.tsx'

const work = { designation: line, organisation: line, sector_id: oneOf, area_id: oneOf, since: day }
type Saved = {
  designation: string
  organisation: string
  sector_id: Id | null
  area_id: Id | null
  since: string | null
}
type Options = { areas: Listed[]; sectors: Listed[]; latest: string }

/** Mends what is said of where she works now. */
export const workSection = section({
  path: '/me/work',
  title: () => t('Where you work'),
  lead: () => t('Correct here what is wrong. A new posting is said on its own page, so that the old one is kept.'),
  shape: { ...work, show_designation: ticked },
  saved: async (db, person) => ({ ...(await savedWork(db, person)), show_designation: person.show_designation }),
  options: listOptions,
  fields: (saved, options) => (
    <>
      <p>
        <a href="/me/posting">{t('I have a new posting')}</a>
      </p>
      <WorkFields saved={saved} options={options} />
      <DateField name="since" label={t('Since')} value={saved.since} max={options.latest} optional />
      <Choice name="show_designation" value="yes" many chosen={saved.show_designation}>
        {t('Show my designation beside my name')}
      </Choice>
    </>
  ),
  inWords: workInWords,
  check: checkLists,
  save: async (tx, viewer, person_id, { show_designation, ...values }) => {
    await update(tx, person_id, { show_designation })
    await correctPosting(tx, viewer, person_id, values)
  },
})

/** A transfer or promotion: the posting before ends on the day before. */
export const postingSection = section({
  path: '/me/posting',
  title: () => t('A new posting'),
  lead: () => t('The one you have now ends on the day before and stays in your history.'),
  button: () => t('This is my posting now'),
  shape: { ...work, since: neededDay },
  saved: savedWork,
  options: listOptions,
  fields: (saved, options) => (
    <>
      <WorkFields saved={{ ...saved, designation: '', organisation: '', area_id: null }} options={options} />
      <DateField name="since" label={t('Since')} max={options.latest} />
    </>
  ),
  inWords: workInWords,
  check: (values, options, saved) => ({ ...checkLists(values, options), ...checkSince(values, saved) }),
  save: (tx, viewer, person_id, values) => recordPosting(tx, viewer, person_id, values, 'self'),
})

function WorkFields({ saved, options }: { saved: Omit<Saved, 'since'>; options: Options }) {
  const { designation, organisation, sector_id, area_id } = saved
  return (
    <>
      <Field
        name="designation"
        label={t('Designation')}
        value={designation}
        optional
        autocomplete="organization-title"
      />
      <Field name="organisation" label={t('Organisation')} value={organisation} optional autocomplete="organization" />
      <OneOf name="sector_id" label={t('Sector')} value={sector_id} list={options.sectors} />
      <OneOf name="area_id" label={t('Place')} value={area_id} list={options.areas} />
    </>
  )
}

async function savedWork(db: Db, person: Person): Promise<Saved> {
  const posting = await findPosting(db, person.id)
  const { designation, organisation, area_id } = posting ?? person
  return {
    designation: designation ?? '',
    organisation: organisation ?? '',
    sector_id: posting?.sector_id ?? null,
    area_id,
    since: posting?.since ?? null,
  }
}

/** A posting may be known a month before it begins. */
async function listOptions(db: Db): Promise<Options> {
  const { rows } = await sql<{ latest: string }>`select (app_now() + interval '1 month')::date as latest`.execute(db)
  return { areas: await listAreas(db), sectors: await listTerms(db, 'sector'), latest: rows[0]?.latest ?? '' }
}

function workInWords(saved: Saved, { areas, sectors }: Options): string {
  const { designation, organisation, sector_id, area_id, since } = saved
  const parts = [designation, organisation, nameIn(sectors, sector_id), nameIn(areas, area_id)]
  return [...parts, since && t('since {date}', { date: shortDate(since) })].filter(Boolean).join(DOT)
}

function checkLists({ sector_id, area_id, since }: Saved, { areas, sectors, latest }: Options): Problems {
  return {
    ...(isIn(sectors, sector_id) ? {} : { sector_id: t('Choose a sector of the list') }),
    ...(isIn(areas, area_id) ? {} : { area_id: t('Choose a place of the list') }),
    ...(since && since > latest ? { since: t('This day is more than a month ahead') } : {}),
  }
}

function checkSince({ since }: Saved, before: Saved): Problems {
  if (!since || !before.since || since > before.since) return {}
  const date = shortDate(before.since)
  return { since: t('The posting you have now began on {date}. Say a later day, or correct that posting.', { date }) }
}
