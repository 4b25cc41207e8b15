import { z } from 'zod'
import { person } from './demonstration-person.ts'
import { listProse, type Prose, readData, readProse } from './files.ts'
import { type Now, readNow } from './now.ts'
import { queriesOf, readYears, type Year } from './year.ts'

const moment = z.string().regex(/^-?\d+ \d\d:\d\d$/)
const day = z.number().int()

const shape = z.object({
  by: z.string(),
  at: moment,
  note: z.string().default(''),
  answer: z.enum(['ok', 'changes']).optional(),
  answered_at: moment.optional(),
  answer_text: z.string().optional(),
})

const use = z.object({
  person: z.string(),
  round: z.number(),
  after_days: z.number(),
  time: z.string(),
  used: z.enum(['no', 'partly', 'yes']),
  line: z.string().default(''),
})

const query = z.object({
  key: z.string(),
  state: z.string(),
  asker: z.string(),
  title: z.string(),
  kinds: z.array(z.string()).default([]),
  context: z.string().default(''),
  tried: z.string().default(''),
  purpose: z.string().default(''),
  decision_by: day.nullish(),
  sub_questions: z.array(z.string()).default([]),
  topics: z.array(z.string()).default([]),
  attribution: z.enum(['named', 'organisation', 'unattributed', 'closed']).default('named'),
  urgency: z.enum(['normal', 'urgent', 'long']).default('normal'),
  level: z.enum(['local', 'national', 'regional', 'global']).nullish(),
  place: z.string().nullish(),
  timeline: z.object({
    shapes: z.array(shape).default([]),
    reply_by: day.optional(),
    consolidating: moment.optional(),
    review_sent: moment.optional(),
    review_answer: z.object({ answer: z.string(), at: moment, text: z.string().default('') }).optional(),
    published: moment.optional(),
    answered_from_archive: z
      .object({ query: z.string(), by: z.string(), at: moment, answered_at: moment })
      .loose()
      .optional(),
  }),
  nudges: z.array(z.object({ person: z.string(), at: moment, by: z.string() })).default([]),
  follow_up: z
    .object({ uses: z.array(use).default([]), first_line: z.object({ text: z.string() }).loose().optional() })
    .optional(),
})

const whole = z.object({
  blueprint: z.string(),
  community: z.string(),
  regions_since: day,
  personas: z.array(
    z.object({ handle: z.string(), as: z.record(z.string(), z.string()), sees: z.record(z.string(), z.string()) }),
  ),
  people: z.array(person),
  queries: z.array(z.string()),
})

export type DemonstrationQuery = z.output<typeof query> & {
  asked: Prose
  responses: Prose[]
  reply: unknown
  /** Key of the community that it goes round in. */
  community: string
}
export type Demonstration = Omit<z.output<typeof whole>, 'queries'> & {
  queries: DemonstrationQuery[]
  years: Year[]
  now: Now
}

/** The invented people, their whole queries, and a year of each region, as the folder holds them. */
export function readDemonstration(): Demonstration {
  const { queries, people, ...rest } = whole.parse(readData('demonstration.yaml'))
  const years = readYears()
  return {
    ...{ ...rest, years, now: readNow() },
    people: [
      ...people,
      ...years.flatMap(({ community, people }) => people.map((one) => ({ home: community, ...one }))),
    ],
    queries: [...queries.map((folder) => readQuery(folder, rest.community)), ...years.flatMap(queriesOf)],
  }
}

/** Those through whose eyes a visitor looks around: people of the first region, with what each sees. */
export function listPersonas() {
  const { personas, people } = whole.parse(readData('demonstration.yaml'))
  return personas.flatMap((persona) => {
    const person = people.find(({ handle }) => handle === persona.handle)
    return person ? [{ ...persona, name: person.name, address: person.address }] : []
  })
}

function readQuery(folder: string, community: string): DemonstrationQuery {
  const read = query.parse(readData(`${folder}/query.yaml`))
  const reply = read.timeline.published ? readData(`${folder}/reply.yaml`) : null
  const asked = readProse(`${folder}/asked.md`)
  return { ...read, community, asked, responses: listProse(`${folder}/responses`), reply }
}
