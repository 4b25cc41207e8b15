import { createHash } from 'node:crypto'
import type { Child } from 'hono/jsx'
import { inTransaction } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { type Ctx, form, type Problems, readForm, type Typed, z } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { findMe, type Person } from '../reads.ts'
import { SectionPage } from './section-page.tsx'

export type Values<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>>

/** One part of what a person says of herself: a small form with a path of its own, saved by itself. */
export type Part<Shape extends z.ZodRawShape, Options> = {
  path: string
  title: () => string
  lead?: () => string
  button?: () => string
  shape: Shape
  /** What is saved now, as the form gives it. */
  saved: (db: Db, person: Person) => Promise<Values<Shape>>
  /** What can be chosen; left out where nothing is. */
  options?: (db: Db) => Promise<Options>
  fields: (saved: Values<Shape>, options: Options) => Child
  /** The same in a line. */
  inWords: (saved: Values<Shape>, options: Options) => string
  /** What no shape knows, such as whether an id is of the list. */
  check?: (values: Values<Shape>, options: Options, saved: Values<Shape>) => Problems
  save: (tx: Db, viewer: Viewer, person_id: Id, values: Values<Shape>) => Promise<unknown>
}

export type Section = {
  path: string
  title: () => string
  inWords: (db: Db, person: Person) => Promise<string>
  show: (c: Ctx) => Promise<Response>
  save: (c: Ctx) => Promise<Response>
}

export function section<Shape extends z.ZodRawShape, Options>(part: Part<Shape, Options>): Section {
  return {
    path: part.path,
    title: part.title,
    inWords: async (db, person) => part.inWords(await part.saved(db, person), await optionsOf(part, db)),
    show: (c) => sectionPage(c, part),
    save: (c) => saveSection(c, part),
  }
}

async function optionsOf<Shape extends z.ZodRawShape, Options>(part: Part<Shape, Options>, db: Db): Promise<Options> {
  return (await part.options?.(db)) as Options
}

async function saveSection<Shape extends z.ZodRawShape, Options>(c: Ctx, part: Part<Shape, Options>) {
  const read = await readForm(c, form({ ...part.shape, seen: z.string().default('') }))
  if (!read.ok) return sectionPage(c, part, read)

  const { db, viewer } = c.var
  const { once, seen, ...rest } = read.values as Values<Shape> & { once?: string; seen: string }
  const values = rest as unknown as Values<Shape>
  const problems = part.check?.(values, await optionsOf(part, db), await part.saved(db, await findMe(db, viewer))) ?? {}
  if (Object.keys(problems).length > 0) return sectionPage(c, part, { problems, typed: read.typed })

  const outcome = await inTransaction(db, once, (tx) => saveUnlessChanged(tx, viewer, part, { values, seen }))
  if (outcome === 'saved') return c.redirect('/me?saved', 303)
  const changed = t('This was changed in another window after you opened it here. Look at both, and save again.')
  return sectionPage(c, part, { problems: { '': changed }, typed: read.typed })
}

type Sent<Shape extends z.ZodRawShape> = { values: Values<Shape>; seen: string }

/** Two windows of one person pass here one after the other; the second is told what the first has saved. */
async function saveUnlessChanged<Shape extends z.ZodRawShape, Options>(
  tx: Db,
  viewer: Viewer,
  part: Part<Shape, Options>,
  { values, seen }: Sent<Shape>,
): Promise<'saved' | 'changed'> {
  const person = await findMe(tx, viewer, { lock: true })
  const saved = await part.saved(tx, person)
  if (markOf(saved) === markOf(values)) return 'saved'
  if (seen && seen !== markOf(saved)) return 'changed'
  await part.save(tx, viewer, person.id, values)
  await record(tx, viewer, 'profile.changed', { kind: 'person', id: person.id }, { part: part.path })
  return 'saved'
}

/** Stands in the form for what its reader saw when she opened it. */
function markOf(saved: object): string {
  const sorted = Object.entries(saved).sort(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 16)
}

type Wrong = { problems: Problems; typed: Typed }

async function sectionPage<Shape extends z.ZodRawShape, Options>(c: Ctx, part: Part<Shape, Options>, wrong?: Wrong) {
  const { db, viewer } = c.var
  const saved = await part.saved(db, await findMe(db, viewer))
  const options = await optionsOf(part, db)
  const page = (
    <SectionPage
      path={part.path}
      title={part.title()}
      lead={part.lead?.()}
      button={part.button?.()}
      seen={markOf(saved)}
      now={wrong?.problems[''] ? part.inWords(saved, options) : undefined}
      problems={wrong?.problems}
      values={wrong?.typed}
    >
      {part.fields(saved, options)}
    </SectionPage>
  )
  return c.html(page, wrong ? 422 : 200)
}
