import { form, z } from '../../platform/http.ts'

export const useForm = form({
  used: z.enum(['yes', 'partly', 'no'], { error: 'Choose how far you used it' }),
  line: z.string().max(500, { error: 'One line is enough: at most 500 letters' }).default(''),
})
