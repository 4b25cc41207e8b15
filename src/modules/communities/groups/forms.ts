import { z } from 'zod'
import { form, listOf } from '../../../platform/http.ts'
import { linkKinds } from './links.ts'
import { startable, suitabilityQuestions } from './types.ts'

const day = z.iso.date({ error: 'Choose a day' })
const answer = z.string().max(1000, { error: 'Keep this under 1,000 letters' }).default('')

export const startForm = form({
  type: z.enum(startable, { error: 'Choose what it is' }),
  name: z
    .string({ error: 'Write its name' })
    .min(3, { error: 'Write its name' })
    .max(100, { error: 'Keep the name under 100 letters' }),
  purpose: z
    .string({ error: 'Say in a sentence what it is for' })
    .min(10, { error: 'Say in a sentence what it is for' })
    .max(400, { error: 'Keep the purpose under 400 letters' }),
  address: z.string().trim().toLowerCase().max(40, { error: 'Keep the address under 40 letters' }).default(''),
  reach: z.enum(['community', 'network', 'public']).default('network'),
  joining: z.enum(['open', 'ask', 'invited']).default('open'),
  ends_on: z.union([z.literal(''), day]).default(''),
  parent: z.string().max(100).default(''),
  cohort: z.string().max(100).default(''),
  regions: listOf(z.string().max(100)),
  ...(Object.fromEntries(suitabilityQuestions.map((key) => [key, answer])) as Record<
    (typeof suitabilityQuestions)[number],
    typeof answer
  >),
})

export const reviewForm = form({ answer: z.enum(['yes', 'no'], { error: 'Choose yes or no' }) })

export const linkForm = form({
  to: z.string({ error: 'Choose a community' }).min(1, { error: 'Choose a community' }),
  kind: z.enum(linkKinds, { error: 'Choose how they belong together' }),
  do: z.enum(['link', 'unlink']).default('link'),
})
