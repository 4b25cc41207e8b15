import { form, z } from '../../../platform/http.ts'

/** An empty region is none. */
export const regionForm = form({
  region_id: z.coerce
    .number({ error: 'Choose a region' })
    .int()
    .transform((id) => id || null),
  since: z.iso.date({ error: 'Write the day from which it holds' }),
  version: z.coerce.number().int(),
})
