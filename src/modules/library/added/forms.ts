import { form, listOf, z } from '../../../platform/http.ts'
import { languages, sentence } from '../../../platform/i18n.ts'
import { addedKinds, levels, stages } from './words.ts'

const told = z
  .string()
  .max(20_000, { error: sentence('That is too long for one answer.') })
  .default('')
const absent = (value: unknown) => (value === '' ? undefined : value)

function isWeb(link: string): boolean {
  return URL.canParse(link) && /^https?:$/.test(new URL(link).protocol)
}

/** Three things are needed: what it is called, what it is, and why it matters. */
export const addForm = form({
  title: z
    .string({ error: sentence('Say what it is called.') })
    .min(1, { error: sentence('Say what it is called.') })
    .max(200, { error: sentence('Say it in fewer words.') }),
  kind: z.enum(addedKinds, { error: sentence('Choose what it is.') }),
  why: z
    .string({ error: sentence('Say in a sentence why it matters.') })
    .min(1, { error: sentence('Say in a sentence why it matters.') })
    .max(2000, { error: sentence('A few sentences are enough.') }),
  level: z.enum(levels).default('regional'),
  minutes: z.preprocess(
    absent,
    z.coerce
      .number({ error: sentence('Say the minutes as a number.') })
      .int({ error: sentence('Say the minutes as a number.') })
      .min(1, { error: sentence('It takes at least a minute.') })
      .max(600, { error: sentence('Ten hours are the most that can be said here.') })
      .optional(),
  ),
  stage: z.preprocess(absent, z.enum(stages).optional()),
  language: z.preprocess(absent, z.enum(languages.map(({ code }) => code)).optional()),
  body: z
    .string()
    .max(200_000, { error: sentence('That is too long: add it as a file.') })
    .default(''),
  link: z
    .string()
    .max(2000)
    .default('')
    .refine((link) => link === '' || isWeb(link), { error: sentence('A link looks like https://example.org/paper.') }),
  trial: told,
  choice: told,
  wrong: told,
  learned: told,
  topics: listOf(z.coerce.number().int()),
  narrower: z.preprocess(absent, z.enum(['community', 'staff']).optional()),
})

/** The same with the version that was on the page, the reason of the change, and files to take away. */
export const editForm = form({
  ...addForm.shape,
  version: z.coerce.number().int(),
  because: z
    .string()
    .max(500, { error: sentence('One line is enough.') })
    .default(''),
  remove: listOf(z.string()),
})

export type Adding = z.output<typeof addForm>
export type Editing = z.output<typeof editForm>

/** What the library's list may be narrowed to, as it stands in its address; what cannot be is left out. */
export const filterShape = z.object({
  kind: z
    .enum(['consolidated_reply', ...addedKinds])
    .optional()
    .catch(undefined),
  level: z.enum(levels).optional().catch(undefined),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-\w+)*$/)
    .optional()
    .catch(undefined),
  topic: z.string().min(1).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type FilterWish = z.output<typeof filterShape>
