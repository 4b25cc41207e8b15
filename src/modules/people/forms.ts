import { z } from 'zod'
import { parseAddress } from '../../platform/mail/address.ts'

/** One plain address; what mail programs accept beside it is not needed to reach a person. */
export const addressField = z.string().transform((text, ctx) => {
  const address = parseAddress(text)
  if (address) return address
  ctx.addIssue({ code: 'custom', message: 'Write one mail address, such as asha@example.org' })
  return z.NEVER
})
