import { z } from 'zod'
import { form } from '../../../platform/http.ts'

export const lineForm = form({
  line: z.string().max(200, { error: 'Keep this under 200 letters' }).default(''),
})

export const answerForm = form({ answer: z.enum(['yes', 'no'], { error: 'Choose yes or no' }) })
