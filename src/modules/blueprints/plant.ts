import type { Kysely } from 'kysely'
import { type Db, type Id, now, type Tables } from '../../platform/db.ts'
import { Refused } from '../../platform/errors.ts'
import { t } from '../../platform/i18n.ts'
import type { Module, Planting } from '../../platform/module.ts'
import { whileWorkerRests } from '../../platform/worker.ts'
import { plantSteward } from '../communities/index.ts'
import { activatePerson, invitePerson } from '../people/index.ts'
import { readDemonstration } from './demonstration.ts'
import { readBlueprint } from './files.ts'
import { playDemonstration } from './play.ts'
import { asYaml, composeTemplate, type Template } from './template.ts'

let modules: Module[] = []

/** Who plants which section; set once, when the program is put together. */
export function setPlanters(all: Module[]) {
  modules = all
}

/** Plants a ready-made network; planting it again changes nothing. Two at the same time wait for one another. */
export function plantBlueprint(db: Kysely<Tables>, name: string, further: object = {}): Promise<Planting> {
  const document = readBlueprint(name)
  if (!document) throw new Refused(t('There is no blueprint of the name {name}.', { name }))
  return plantDocument(db, { ...document, ...further, name })
}

/** The same with a document of one's own, such as another network gave as a template. */
export async function plantDocument(db: Kysely<Tables>, document: Document): Promise<Planting> {
  const planting: Planting = { document, communities: new Map(), people: new Map() }
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('planted')
      .values({ name: document.name, document: JSON.stringify(document), at: now })
      .onConflict((oc) => oc.column('name').doNothing())
      .execute()
    for (const module of modules) await module.plant?.(tx, planting)
  })
  return planting
}

export type Document = Record<string, unknown> & { name: string }

/** The living network as a blueprint for another. */
export function readTemplate(db: Db): Promise<Template> {
  return composeTemplate(db, modules)
}

export async function templateOf(db: Db): Promise<string> {
  return asYaml(await readTemplate(db))
}

/** The living demonstration: its network, its invented people, and three whole queries in different states. */
export async function plantDemonstration(db: Kysely<Tables>) {
  const demonstration = readDemonstration()
  if (await isPlanted(db, 'demonstration')) return
  const { blueprint, regions_since } = demonstration
  const { communities } = await plantBlueprint(db, blueprint, { demonstration: true, regions_since })
  const clocks = modules.flatMap((module) => module.clocks ?? [])
  await whileWorkerRests(() => playDemonstration(db, demonstration, communities, clocks))
  await db.insertInto('planted').values({ name: 'demonstration', document: '{}', at: now }).execute()
}

export async function isPlanted(db: Kysely<Tables>, name: string) {
  return (await db.selectFrom('planted').select('name').where('name', '=', name).executeTakeFirst()) !== undefined
}

/** The one who plants a network keeps it: administrator of the network, coordinator of its communities for now. */
export function becomeSteward(db: Kysely<Tables>, { name, address }: { name: string; address: string }): Promise<Id> {
  return db.transaction().execute(async (tx) => {
    const person_id = await invitePerson(tx, { name, address })
    await activatePerson(tx, person_id)
    await plantSteward(tx, person_id)
    return person_id
  })
}
