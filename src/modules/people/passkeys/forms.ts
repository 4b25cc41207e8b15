import { z } from 'zod'
import { form } from '../../../platform/http.ts'
import { madeField, signedField } from './answers.ts'

const name = z
  .string()
  .min(1, { error: 'Give it a name by which you know the device' })
  .max(60, { error: 'Sixty letters are enough' })

export const addForm = form({ name, answer: madeField, next: z.string().optional() })
export const nameForm = form({ passkey_id: z.coerce.number().int(), name })
export const chosenForm = form({ passkey_id: z.coerce.number().int() })
export const signedForm = form({ answer: signedField, next: z.string().optional() })
