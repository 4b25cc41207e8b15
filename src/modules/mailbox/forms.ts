import { z } from 'zod'
import { form } from '../../platform/http.ts'

const text = z.string().min(1, { error: 'Write something first' })

export const replyForm = form({ text, from: z.string().optional() })

export const newMailForm = form({
  to: z.string().min(1, { error: 'Choose where it goes' }),
  subject: z.string().max(200, { error: 'Keep the subject under 200 letters' }).default(''),
  text,
  from: z.string().optional(),
})
