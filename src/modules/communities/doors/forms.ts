import { z } from 'zod'
import { form } from '../../../platform/http.ts'
import { addressField } from '../../people/index.ts'
import { answerField, type Question, questionFields } from './questions.ts'

const answer = z.string({ error: 'Please answer this question' }).max(2000, { error: 'Keep this under 2,000 letters' })
const kind = z.enum(['internal', 'external'], { error: 'Choose where you work' }).default('internal')

/** The questions of this community, one field each. */
function answerFields(questions: Question[]) {
  const fields = questions.map(({ id, required }) => [
    answerField(id),
    required ? answer.min(1, { error: 'Please answer this question' }) : answer.default(''),
  ])
  return Object.fromEntries(fields) as Record<string, z.ZodType<string>>
}

export function joinForm(questions: Question[]) {
  return form({ class: kind, ...answerFields(questions) })
}

const stranger = {
  name: z
    .string({ error: 'Write your name' })
    .min(1, { error: 'Write your name' })
    .max(120, { error: 'Keep your name under 120 letters' })
    // It stands in the head of our letter to an address that may be somebody else's.
    .refine((name) => !/[@/:<>]|\p{L}\.\p{L}{2}|\d{3}/u.test(name), { error: 'Write your name alone' }),
  address: addressField,
}

export function strangerForm(questions: Question[]) {
  return form({ ...stranger, class: kind, ...answerFields(questions) })
}

export const strangerFields = form(stranger)

export const decisionForm = form({
  decision: z.enum(['accepted', 'declined'], { error: 'Choose yes or no' }),
  note: z.string().max(2000, { error: 'Keep this under 2,000 letters' }).default(''),
})

const question = z.string().max(300, { error: 'Keep a question under 300 letters' }).default('')
const needed = z.string().optional()

export const questionsForm = form(
  Object.fromEntries(
    questionFields.flatMap((at) => [
      [`question-${at}`, question],
      [`needed-${at}`, needed],
    ]),
  ) as Record<string, typeof question | typeof needed>,
)
