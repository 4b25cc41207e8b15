import { z } from 'zod'
import { form } from '../../../platform/http.ts'
import { addressField } from '../../people/index.ts'

export const inviteForm = form({
  name: z
    .string()
    .min(1, { error: 'Write the name of the person' })
    .max(120, { error: 'Keep the name under 120 letters' }),
  address: addressField,
  class: z.enum(['internal', 'external'], { error: 'Choose where your colleague works' }).default('internal'),
  why: z.string().max(1000, { error: 'Keep this under 1,000 letters' }).default(''),
})

export const invitationAnswerForm = form({
  answer: z.enum(['yes', 'no'], { error: 'Choose whether you are coming in' }),
})
