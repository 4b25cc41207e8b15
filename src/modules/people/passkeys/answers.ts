import { z } from 'zod'
import { sentence } from '../../../platform/i18n.ts'

const bytes = z.string().regex(/^[\w-]{1,12000}$/)
const shared = {
  id: bytes.max(1400),
  rawId: bytes.max(1400),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
}
const transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])

const made = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(transport).max(10).catch([]).default([]),
  }),
})

const signed = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: z
      .string()
      .regex(/^[\w-]{0,200}$/)
      .nullish()
      .transform((handle) => handle || undefined),
  }),
})

/** What a device says when it has made a key. */
export const madeField = jsonField(made)
export type Made = z.output<typeof made>

/** What it says when it has signed with one. */
export const signedField = jsonField(signed)
export type Signed = z.output<typeof signed>

function jsonField<T extends z.ZodType>(shape: T) {
  const message = sentence('This browser gave no passkey. Try again.')
  return z.string({ error: message }).transform((text, ctx): z.output<T> => {
    const read = shape.safeParse(parsed(text))
    if (read.success) return read.data
    ctx.addIssue({ code: 'custom', message })
    return z.NEVER
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
