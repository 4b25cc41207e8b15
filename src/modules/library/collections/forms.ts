import { form, listOf, z } from '../../../platform/http.ts'
import { sentence } from '../../../platform/i18n.ts'

const title = z
  .string({ error: sentence('Say what it is called.') })
  .min(1, { error: sentence('Say what it is called.') })
  .max(200, { error: sentence('Say it in fewer words.') })
const note = z
  .string()
  .max(2000, { error: sentence('A few sentences are enough.') })
  .default('')

export const collectionForm = form({ title, note })

export const keepForm = form({
  address: z
    .string({ error: sentence('Give the address of a page.') })
    .min(1, { error: sentence('Give the address of a page.') })
    .max(2000, { error: sentence('Give the address of a page.') })
    .refine((address) => URL.canParse(address, 'https://example.org'), {
      error: sentence('Give the address of a page.'),
    }),
  title: z
    .string()
    .max(200, { error: sentence('Say it in fewer words.') })
    .default(''),
  note,
})

/** From the page of a thing: into one of her collections, or into a new one. */
export const keepHereForm = form({
  address: keepForm.shape.address,
  collection: z.string().default(''),
  title: z
    .string()
    .max(200, { error: sentence('Say it in fewer words.') })
    .default(''),
  note,
})

/** The entries stand one below the other, each with its key, number and note. */
export const arrangeForm = form({
  title,
  note,
  version: z.coerce.number().int(),
  entry: listOf(z.string()),
  position: listOf(
    z.coerce
      .number({ error: sentence('Say the place as a number.') })
      .int()
      .min(-9999)
      .max(9999),
  ),
  entry_note: listOf(note),
  remove: listOf(z.string()),
})

export const shareForm = form({ community: z.string().default('') })
