import { z } from 'zod'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { areaOf } from '../areas.ts'

const words = z.record(z.string(), z.string())
const material = z.object({ title: words, href: z.string().regex(/^(https?:\/\/|\/)/) })

/** Institutions, their programmes, and the cohorts that went through them. */
export const learning = z.object({
  institutions: z
    .array(
      z.object({
        key: z.string(),
        name: words,
        tier: z.enum(['central', 'state', 'other']).default('state'),
        area: z.string().nullish(),
        site: z
          .string()
          .regex(/^https?:\/\//)
          .nullish(),
      }),
    )
    .default([]),
  programmes: z
    .array(
      z.object({
        key: z.string(),
        name: words,
        about: words.default({}),
        institution: z.string().nullish(),
        materials: z.array(material).default([]),
      }),
    )
    .default([]),
  cohorts: z
    .array(
      z.object({
        key: z.string(),
        name: words,
        programme: z.string().nullish(),
        starts_on: z.string().nullish(),
        ends_on: z.string().nullish(),
      }),
    )
    .default([]),
})

type Learning = z.output<typeof learning>

export async function plantLearning(db: Db, { institutions, programmes, cohorts }: Learning) {
  if (institutions.length > 0) await plantInstitutions(db, institutions)
  if (programmes.length > 0) await plantProgrammes(db, programmes)
  if (cohorts.length > 0) await plantCohorts(db, cohorts)
}

async function plantInstitutions(db: Db, institutions: Learning['institutions']) {
  const rows = institutions.map(({ key, name, tier, area, site }) => ({
    ...{ key, tier, site: site ?? null },
    name: JSON.stringify(name),
    area_id: areaOf(area),
  }))
  await db
    .insertInto('institution')
    .values(rows)
    .onConflict((oc) => oc.column('key').doNothing())
    .execute()
}

async function plantProgrammes(db: Db, programmes: Learning['programmes']) {
  const rows = programmes.map(({ key, name, about, institution, materials }) => ({
    key,
    name: JSON.stringify(name),
    about: JSON.stringify(about),
    materials: JSON.stringify(materials),
    institution_id: sql<Id | null>`(select id from institution where key = ${institution ?? null})`,
  }))
  await db
    .insertInto('programme')
    .values(rows)
    .onConflict((oc) => oc.column('key').doNothing())
    .execute()
}

async function plantCohorts(db: Db, cohorts: Learning['cohorts']) {
  const rows = cohorts.map(({ key, name, programme, starts_on, ends_on }) => ({
    ...{ key, starts_on: starts_on ?? null, ends_on: ends_on ?? null },
    name: JSON.stringify(name),
    programme_id: sql<Id | null>`(select id from programme where key = ${programme ?? null})`,
  }))
  await db
    .insertInto('cohort')
    .values(rows)
    .onConflict((oc) => oc.column('key').doNothing())
    .execute()
}
