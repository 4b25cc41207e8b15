import { z } from 'zod'
import type { Db, Id } from '../../../platform/db.ts'
import { listOf } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Choices } from '../../../ui/choice.tsx'
import { DOT } from '../../../ui/dot.ts'
import { Field } from '../../../ui/field.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { listCohorts, listCohortsOf, setCohorts } from '../learning/cohorts.ts'
import { listDeclaredTopics, listTopics, type Person, setTopics } from '../reads.ts'
import { listTerms } from '../terms.ts'
import { asOption, isIn, type Listed, nameIn, oneOf } from './fields.ts'
import { OneOf } from './one-of.tsx'
import { type Part, type Section, section } from './section.tsx'

export const nameSection = section({
  path: '/me/name',
  title: () => t('Name and a few words'),
  shape: {
    name: z.string().min(1, { error: 'Write your name' }).max(120, { error: 'Keep your name under 120 letters' }),
    about: z.string().max(2000, { error: 'Keep this under 2,000 letters' }).default(''),
  },
  saved: async (_db, { name, about }) => ({ name, about: about ?? '' }),
  fields: ({ name, about }) => (
    <>
      <Field name="name" label={t('Name')} value={name} autocomplete="name" />
      <TextArea name="about" label={t('A few words about you')} value={about} rows={4} optional />
    </>
  ),
  inWords: ({ name, about }) => [name, about.replace(/\s+/g, ' ').slice(0, 80)].filter(Boolean).join(DOT),
  save: (tx, _viewer, person_id, { name, about }) => update(tx, person_id, { name, about: about || null }),
})

export const serviceSection = section({
  path: '/me/service',
  title: () => t('Service and cadre'),
  lead: () => t('The home of your cadre lets you follow its region beside the one you are posted to.'),
  shape: { service_id: oneOf, cadre_id: oneOf },
  saved: async (_db, { service_id, cadre_id }) => ({ service_id, cadre_id }),
  options: async (db) => ({ services: await listTerms(db, 'service'), cadres: await listTerms(db, 'cadre') }),
  fields: ({ service_id, cadre_id }, { services, cadres }) => (
    <>
      <OneOf name="service_id" label={t('Service')} value={service_id} list={services} />
      <OneOf name="cadre_id" label={t('Cadre')} value={cadre_id} list={cadres} />
    </>
  ),
  inWords: ({ service_id, cadre_id }, { services, cadres }) =>
    [nameIn(services, service_id), nameIn(cadres, cadre_id)].filter(Boolean).join(DOT),
  check: ({ service_id, cadre_id }, { services, cadres }) => ({
    ...(isIn(services, service_id) ? {} : { service_id: t('Choose a service of the list') }),
    ...(isIn(cadres, cadre_id) ? {} : { cadre_id: t('Choose a cadre of the list') }),
  }),
  save: (tx, _viewer, person_id, values) => update(tx, person_id, values),
})

export const cohortSection = manyOf({
  path: '/me/cohorts',
  title: () => t('Cohorts'),
  lead: () => t('Programmes you went through, and with whom. Their materials stay open to you.'),
  name: 'cohorts',
  label: () => t('Cohorts you were in'),
  options: async (db) => (await listCohorts(db)).map(({ id, title }) => ({ id, name: title })),
  listMine: listCohortsOf,
  save: setCohorts,
})

export const topicSection = manyOf({
  path: '/me/topics',
  title: () => t('Ask me about'),
  lead: () => t('When a query fits, the coordinator may ask you by name, at most once in 14 days.'),
  name: 'topics',
  label: () => t('Topics you can be asked about'),
  inline: true,
  options: listTopics,
  listMine: listDeclaredTopics,
  save: setTopics,
})

type Many = Pick<Part<z.ZodRawShape, Listed[]>, 'path' | 'title' | 'lead' | 'options'> & {
  name: string
  label: () => string
  inline?: boolean
  listMine: (db: Db, person_id: Id) => Promise<{ id: Id }[]>
  save: (tx: Db, person_id: Id, ids: Id[]) => Promise<unknown>
}

/** As many of a list of the network's as she likes. */
function manyOf({ name, label, inline, listMine, save, ...about }: Many): Section {
  return section({
    ...about,
    shape: { [name]: listOf(z.coerce.number().int()) },
    saved: async (db, { id }) => ({ [name]: (await listMine(db, id)).map((one) => one.id).sort(byNumber) }),
    fields: (saved, all) => (
      <Choices
        name={name}
        label={label()}
        options={all.map(asOption)}
        value={saved[name]}
        many
        inline={inline}
        optional
      />
    ),
    inWords: (saved, all) => namesIn(all, saved[name] ?? []),
    save: (tx, _viewer, person_id, values) => save(tx, person_id, values[name] ?? []),
  })
}

function byNumber(one: number, other: number) {
  return one - other
}

function namesIn(list: Listed[], ids: Id[]): string {
  return list
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join(', ')
}

export async function update(tx: Db, person_id: Id, values: Partial<Omit<Person, 'id'>>) {
  await tx.updateTable('person').set(values).where('id', '=', person_id).execute()
}
