import { form, listOf, z } from '../../platform/http.ts'
import { sentence } from '../../platform/i18n.ts'

const body = z
  .string({ error: sentence('Write what you want to say.') })
  .min(1, { error: sentence('Write what you want to say.') })
  .max(100_000, { error: sentence('That is too long for one contribution.') })

/** Who is meant where members share a name; how many were said to be told; the draft that is sent. */
const telling = {
  told: listOf(z.string().max(40)),
  everyone: z.coerce.number().int().catch(0),
  draft: z.string().max(20).optional(),
}

export const postForm = form({ body, ...telling })

/** To look at words first, none are needed yet. */
export const previewForm = form({ title: z.string().max(200).default(''), body: z.string().max(100_000).default('') })

export const editForm = form({ body, ...telling, edition: z.coerce.number().int() })

export const readingForm = form({ up_to: z.coerce.number().int().min(0).max(1_000_000_000) })

export const wishForm = form({
  wish: z.enum(['follow', 'mute', 'none']).transform((wish) => (wish === 'none' ? null : wish)),
})

export const closureForm = form({ closed: z.enum(['yes', 'no']).transform((closed) => closed === 'yes') })

export const moveForm = form({
  to: z
    .string({ error: sentence('Choose where it should go.') })
    .min(1, { error: sentence('Choose where it should go.') }),
})

export const talkForm = form({
  title: z
    .string({ error: sentence('Say in a few words what it is about.') })
    .min(1, { error: sentence('Say in a few words what it is about.') })
    .max(200, { error: sentence('Say it in fewer words.') }),
  body,
  ...telling,
})
