import { z } from 'zod'
import { form, listOf } from '../../platform/http.ts'
import { languages } from '../../platform/i18n.ts'
import { parseAddress } from '../../platform/mail/address.ts'

/** One plain address; what mail programs accept beside it is not needed to reach a person. */
export const addressField = z.string().transform((text, ctx) => {
  const address = parseAddress(text)
  if (address) return address
  ctx.addIssue({ code: 'custom', message: 'Write one mail address, such as asha@example.org' })
  return z.NEVER
})

export const signInForm = form({ address: addressField, next: z.string().optional() })

export const codeForm = form({
  code: z.string().regex(/^[\d\s]{6,12}$/, { error: 'Write the six digits from the mail' }),
})

export const profileForm = form({
  name: z.string().min(1, { error: 'Write your name' }).max(120, { error: 'Keep your name under 120 letters' }),
  organisation: z.string().max(160, { error: 'Keep this under 160 letters' }).default(''),
  designation: z.string().max(160, { error: 'Keep this under 160 letters' }).default(''),
  show_designation: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
  area_id: z.coerce
    .number()
    .int()
    .optional()
    .transform((value) => value || null),
  about: z.string().max(2000, { error: 'Keep this under 2,000 letters' }).default(''),
  language: z
    .string()
    .refine((code) => languages.some((language) => language.code === code), { error: 'Choose a language' }),
  time_zone: z.string().refine(isZone, { error: 'Choose a time zone' }),
  topics: listOf(z.coerce.number().int()),
})

function isZone(zone: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
