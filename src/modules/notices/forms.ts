import { form, z } from '../../platform/http.ts'
import { sentence } from '../../platform/i18n.ts'

export const deliveryForm = form({
  delivery: z.enum(['each', 'digest', 'my_topics', 'web'], { error: sentence('Choose how the mail should come.') }),
  paused_until: z
    .literal('')
    .or(z.iso.date({ error: sentence('Give the day as it stands in a calendar.') }))
    .default('')
    .transform((day) => day || null),
})

export const rhythmForm = form({
  digest_rhythm: z.enum(['daily', 'second_day', 'weekly', 'monthly', 'never'], {
    error: sentence('Choose how often the digest should come.'),
  }),
  digest_weekday: z.coerce
    .number()
    .int()
    .min(1)
    .max(7, { error: sentence('Choose a day of the week.') })
    .optional(),
})
