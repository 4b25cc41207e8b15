import { form, z } from '../../../platform/http.ts'

const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'yes')

export const transferForm = form({
  key: z.string(),
  answer: z.enum(['yes', 'no'], { error: 'Choose yes or no' }),
  keeps: ticked,
  follows_home: ticked,
})
