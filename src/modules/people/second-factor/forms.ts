import { z } from 'zod'
import { form } from '../../../platform/http.ts'

const next = z.string().optional()

export const proofForm = form({
  code: z
    .string()
    .min(1, { error: 'Write the six digits of the app, or a recovery code' })
    .max(40, { error: 'Write the six digits of the app, or a recovery code' }),
  next,
})

export const appForm = form({
  code: z.string().regex(/^[\d\s]{6,12}$/, { error: 'Write the six digits that the app shows' }),
  next,
})

export const nextForm = form({ next })
