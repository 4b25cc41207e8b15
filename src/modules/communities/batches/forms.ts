import { form, z } from '../../../platform/http.ts'

export const invitationsForm = form({
  cohort_id: z.coerce
    .number()
    .int()
    .optional()
    .transform((id) => id || null),
  why: z.string().max(1000, { error: 'Keep this under 1,000 letters' }).default(''),
})

export const postingsForm = form({})
