import { z } from 'zod'
import { listProse, type Prose, readData, readProse } from './files.ts'

const moment = z.string().regex(/^-?\d+ \d\d:\d\d$/)
const day = z.number().int()

const person = z.object({
  handle: z.string(),
  name: z.string(),
  designation: z.string().nullish(),
  organisation: z.string().nullish(),
  about: z.string().nullish(),
  area: z.string().nullish(),
  topics: z.array(z.string()).default([]),
  language: z.string(),
  address: z.string(),
  second_address: z.string().nullish(),
  home: z.string().nullish(),
  delivery: z.enum(['each', 'digest', 'my_topics', 'web']).default('each'),
  class: z.enum(['internal', 'external']).default('internal'),
  since: day.default(-200),
  state: z.enum(['active', 'invited']).default('active'),
  roles: z.array(z.string()).default([]),
  also: z
    .array(
      z.object({
        community: z.string(),
        delivery: z.enum(['each', 'digest', 'my_topics', 'web']).default('digest'),
        since: day.default(-100),
      }),
    )
    .default([]),
})

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
  personas: z.array(
    z.object({ handle: z.string(), as: z.record(z.string(), z.string()), sees: z.record(z.string(), z.string()) }),
  ),
  people: z.array(person),
  queries: z.array(z.string()),
})

export type DemonstrationPerson = z.output<typeof person>
export type DemonstrationQuery = z.output<typeof query> & { asked: Prose; responses: Prose[]; reply: unknown }
export type Demonstration = Omit<z.output<typeof whole>, 'queries'> & { queries: DemonstrationQuery[] }

/** The invented people and their whole queries, as the folder holds them. */
export function readDemonstration(): Demonstration {
  const { queries, ...rest } = whole.parse(readData('demonstration.yaml'))
  return { ...rest, queries: queries.map(readQuery) }
}

function readQuery(folder: string): DemonstrationQuery {
  const read = query.parse(readData(`${folder}/query.yaml`))
  const reply = read.timeline.published ? readData(`${folder}/reply.yaml`) : null
  return { ...read, asked: readProse(`${folder}/asked.md`), responses: listProse(`${folder}/responses`), reply }
}
