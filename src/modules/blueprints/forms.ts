import { form, z } from '../../platform/http.ts'
import { addressField } from '../people/index.ts'

export const networkForm = form({
  blueprint: z.string().regex(/^[a-z0-9-]+$/, { error: 'Choose a blueprint' }),
  name: z.string().min(1, { error: 'Write your name' }).max(120, { error: 'Keep your name under 120 letters' }),
  address: addressField,
})

export const personaForm = form({ handle: z.string().regex(/^[a-z0-9-]+$/) })
