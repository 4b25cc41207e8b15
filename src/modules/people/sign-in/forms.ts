import { z } from 'zod'
import { form } from '../../../platform/http.ts'
import { addressField } from '../forms.ts'

export const signInForm = form({ address: addressField, next: z.string().optional() })

export const codeForm = form({
  code: z.string().regex(/^[\d\s]{6,12}$/, { error: 'Write the six digits from the mail' }),
})
