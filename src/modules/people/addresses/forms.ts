import { z } from 'zod'
import { form } from '../../../platform/http.ts'
import { addressField } from '../forms.ts'

export const addressForm = form({
  address: addressField,
  kind: z
    .enum(['official', 'personal'])
    .optional()
    .transform((kind) => kind ?? null),
})

/** Which of her addresses a button is about. */
export const chosenForm = form({ address_id: z.coerce.number().int() })
