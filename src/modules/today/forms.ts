import { form, z } from '../../platform/http.ts'

export const noteForm = form({ wanted: z.enum(['yes', 'no']).transform((wanted) => wanted === 'yes') })
