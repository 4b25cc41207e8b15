import { z } from 'zod'
import { form } from '../../../platform/http.ts'

/** Not called `code`: what she had sent may have one of its own, and goes along. */
export const proofForm = form({
  proof: z.string({ error: 'Write the code' }).min(1, { error: 'Write the code' }).max(40, { error: 'Write the code' }),
})
