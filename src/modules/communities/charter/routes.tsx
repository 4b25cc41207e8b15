import { z } from 'zod'
import { allow, type Ctx, form, type Problems, readForm, router, type Typed } from '../../../platform/http.ts'
import { currentLanguage, languages, t } from '../../../platform/i18n.ts'
import { keptCommunity } from '../doors/review-routes.tsx'
import type { Community } from '../reads.ts'
import { type CharterChange, changeCharter } from './changing.ts'
import { CharterFormPage } from './form-view.tsx'
import { listProgrammes } from './reads.ts'
import { listParts, textParts } from './words.ts'

const text = z.string().max(4000, { error: 'Keep this under 4,000 letters' }).default('')
const lines = text.transform((given) =>
  given
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean),
)
const number = z.union([z.literal(''), z.coerce.number().int().min(1).max(400)], { error: 'Write a number of days' })

const charterForm = form({
  purpose: z
    .string()
    .min(10, { error: 'Say in a sentence what it is for' })
    .max(1000, { error: 'Keep this under 1,000 letters' }),
  ...(Object.fromEntries(textParts.map((part) => [part, text])) as Record<(typeof textParts)[number], typeof text>),
  ...(Object.fromEntries(listParts.map((part) => [part, lines])) as Record<(typeof listParts)[number], typeof lines>),
  norms: lines,
  joining: z.enum(['open', 'ask', 'invited'], { error: 'Choose how one comes in' }),
  admits_external: z.literal('yes').optional(),
  rhythm_days: number.default(''),
  programme: z.string().max(100).default(''),
  language: z.string().refine((code) => languages.some((one) => one.code === code), { error: 'Choose a language' }),
  version: z.coerce.number().int(),
})

type Tried = { problems: Problems; typed: Typed; isStale?: boolean }

export const charterRoutes = router()
  .get('/communities/:community/charter', allow('coordinator'), (c) => charterPage(c))

  .post('/communities/:community/charter', allow('coordinator'), async (c) => {
    const community = await keptCommunity(c)
    const read = await readForm(c, charterForm)
    if (!read.ok) return charterPage(c, read)

    const { once, ...change } = read.values
    const saved = await changeCharter(c.var.db, c.var.viewer, community, { ...(await asChange(c, change)), once })
    if (saved === 'saved') return c.redirect(`/communities/${community.slug}?saved`, 303)
    const problems = {
      '': t(
        'Somebody else saved the charter meanwhile. Their words stand beside yours: take over what is needed and save again.',
      ),
    }
    return charterPage(c, { problems, typed: read.typed, isStale: true })
  })

async function asChange(c: Ctx, values: z.output<typeof charterForm>): Promise<CharterChange> {
  const { joining, admits_external, rhythm_days, programme, language, version, ...texts } = values
  const found = (await listProgrammes(c.var.db)).find(({ key }) => key === programme)
  return {
    ...{ texts, joining, language, version },
    admits_external: admits_external === 'yes',
    rhythm_days: rhythm_days === '' ? null : rhythm_days,
    programme_id: found?.id ?? null,
  }
}

/** Also what is shown again after a conflict: her words in the fields, the saved ones beside them, and their version. */
async function charterPage(c: Ctx, tried?: Tried) {
  const community: Community = await keptCommunity(c)
  const asked = String(tried?.typed.language ?? c.req.query('language') ?? '')
  const language = languages.find(({ code }) => code === asked)?.code ?? currentLanguage()
  const programmes = await listProgrammes(c.var.db)
  const typed = tried && { ...tried.typed, ...(tried.isStale && { version: String(community.version) }) }
  const page = (
    <CharterFormPage
      {...{ community, language, programmes, typed }}
      problems={tried?.problems}
      isStale={tried?.isStale ?? false}
    />
  )
  return c.html(page, tried ? 422 : 200)
}
