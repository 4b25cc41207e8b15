import { z } from 'zod'
import { form } from '../../../platform/http.ts'
import { type Hours, hourChoices } from './states.ts'

export const askForm = form({
  reason: z
    .string({ error: 'Say it in at least 20 letters: the members of the room will read it' })
    .min(20, { error: 'Say it in at least 20 letters: the members of the room will read it' })
    .max(1000, { error: 'Keep this under 1,000 letters' }),
  hours: z.enum(hourChoices.map(String) as [string, ...string[]], { error: 'Choose for how long' }).transform(hoursOf),
})

export const answerForm = form({ answer: z.enum(['yes', 'no'], { error: 'Choose one of the two' }) })

const who = z.string().max(200, { error: 'Keep this under 200 letters' }).default('')
export const pairForm = form({ first: who, second: who })

export const pageForm = form({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

function hoursOf(said: string): Hours {
  return Number(said) as Hours
}
