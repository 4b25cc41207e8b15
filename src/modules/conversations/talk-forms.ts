import { form, z } from '../../platform/http.ts'
import { sentence } from '../../platform/i18n.ts'

const body = z
  .string({ error: sentence('Write what you want to say.') })
  .min(1, { error: sentence('Write what you want to say.') })
  .max(100_000, { error: sentence('That is too long for one contribution.') })

export const postForm = form({ body })

export const talkForm = form({
  title: z
    .string({ error: sentence('Say in a few words what it is about.') })
    .min(1, { error: sentence('Say in a few words what it is about.') })
    .max(200, { error: sentence('Say it in fewer words.') }),
  body,
})
