import { z } from 'zod'
import type { DemonstrationQuery } from './demonstration.ts'
import { person } from './demonstration-person.ts'
import { listData, readData } from './files.ts'

const moment = z.string().regex(/^-\d+ \d\d:\d\d$/)
const claim = z.object({ text: z.string(), responses: z.array(z.number().int()) })

const response = z.object({
  by: z.string(),
  /** Working days after the query went out, and the hour. */
  after: z.string().regex(/^\d+ \d\d:\d\d$/),
  place: z.string(),
  title: z.string(),
  text: z.string(),
  result: z.string().default(''),
})

const query = z.object({
  key: z.string(),
  asker: z.string(),
  by: z.string(),
  asked: moment,
  place: z.string(),
  level: z.enum(['local', 'national', 'regional', 'global']),
  topics: z.array(z.string()),
  language: z.string(),
  title: z.string(),
  context: z.string(),
  purpose: z.string(),
  responses: z.array(response),
  reply: z.object({
    summary: z.array(claim),
    theme: z.object({ heading: z.string(), points: z.array(claim) }),
    watch_for: z.array(claim),
  }),
  uses: z.array(
    z.object({
      by: z.string(),
      round: z.number().int(),
      used: z.enum(['no', 'partly', 'yes']),
      line: z.string(),
    }),
  ),
})

const talk = z.object({
  by: z.string(),
  at: moment,
  title: z.string(),
  text: z.string(),
  language: z.string().optional(),
  replies: z.array(z.object({ by: z.string(), at: moment, text: z.string(), language: z.string().optional() })),
})

/** All but who and when is what the form of the library takes. */
const item = z
  .object({
    by: z.string(),
    at: moment,
    kind: z.string(),
    level: z.enum(['local', 'national', 'regional', 'global']),
    minutes: z.number().int(),
    title: z.string(),
    why: z.string(),
  })
  .loose()

const year = z.object({
  community: z.string(),
  people: z.array(person),
  queries: z.array(query),
  talk: z.array(talk),
  items: z.array(item),
})

export type Year = z.output<typeof year>
type YearQuery = Year['queries'][number]

/** A year of each region: who is there, what was asked, talked of and kept. */
export function readYears(): Year[] {
  return listData('demonstration/year').map((path) => year.parse(readData(path)))
}

/** A query told in short, in the shape of one told whole: each step falls on a day counted from the asking. */
export function queriesOf({ community, queries }: Year): DemonstrationQuery[] {
  return queries.map((short) => ({ ...wordingOf(short), ...courseOf(short), community }))
}

function wordingOf({ key, asker, title, context, purpose, topics, level, place }: YearQuery) {
  return {
    ...{ key, asker, title, context, purpose, topics, level, place, state: 'published', kinds: ['experiences'] },
    ...{ tried: '', sub_questions: [], decision_by: null, attribution: 'named' as const, urgency: 'normal' as const },
    nudges: [],
  }
}

/** Working days from the asking to each step. */
const AGREED = 1
const REPLY_BY = 9
const COMPILED = 11
const PUBLISHED = 12

function courseOf(short: YearQuery) {
  const { asked, by, title, context, language, responses } = short
  const day = Number(asked.split(' ')[0])
  const on = (after: number, time: string) => `${day + after} ${time}`
  return {
    asked: { fields: { subject: title, at: asked, via: 'mail', language }, text: `${title}\n\n${context}` },
    responses: responses.map((one) => ({ fields: fieldsOf(one, day), text: one.text })),
    timeline: {
      shapes: [{ by, at: on(AGREED, '10:10'), note: '', answer: 'ok' as const, answered_at: on(AGREED, '16:30') }],
      reply_by: day + REPLY_BY,
      consolidating: on(COMPILED, '09:40'),
      review_sent: on(COMPILED, '15:10'),
      review_answer: { answer: 'ok', at: on(PUBLISHED, '08:30'), text: '' },
      published: on(PUBLISHED, '11:00'),
    },
    reply: replyOf(short),
    follow_up: { uses: short.uses.map(useOf) },
  }
}

function fieldsOf({ by, after, place }: YearQuery['responses'][number], day: number) {
  const [days = '0', time = '09:00'] = after.split(' ')
  return { author: by, at: `${day + AGREED + Number(days)} ${time}`, via: 'mail', quote: 'name', place }
}

function useOf({ by, round, used, line }: YearQuery['uses'][number], nth: number) {
  return { person: by, round, used, line, after_days: round + nth, time: '10:30' }
}

function replyOf({ by, reply: { summary, theme, watch_for }, responses }: YearQuery) {
  return {
    compiled_by: [by],
    ...{
      summary,
      themes: [theme],
      watch_for,
      agreement: [],
      disagreement: [],
      resources: [],
      contacts: [],
      further: '',
    },
    experiences: responses.map(({ place, title, text, result }, nth) => ({
      ...{ place, title, done: text, result, response: nth + 1 },
    })),
  }
}
