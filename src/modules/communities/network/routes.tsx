import { z } from 'zod'
import { NotFound } from '../../../platform/errors.ts'
import { serveFile } from '../../../platform/files/serve.ts'
import { keepFile, typeByContent } from '../../../platform/files/store.ts'
import { allow, type Ctx, form, type Problems, readForm, router, type Typed } from '../../../platform/http.ts'
import { currentLanguage, languages, t } from '../../../platform/i18n.ts'
import { listPanels } from '../../../platform/panels.ts'
import { addressField } from '../../people/index.ts'
import { may } from '../policy.ts'
import { changeBody, findBody, findPolicy, type Logo, MOST_POLICIES } from './body.ts'
import { countNetwork, listTiers } from './reads.ts'
import { BodyPage, NetworkPage, PolicyPage } from './views.tsx'
import { findYear } from './year.ts'
import { YearPage } from './year-view.tsx'

const line = z.string().max(300, { error: 'Keep this under 300 letters' }).default('')
const text = z.string().max(20_000, { error: 'Keep this under 20,000 letters' }).default('')
const places = Array.from({ length: MOST_POLICIES }, (_, at) => at + 1)

const bodyForm = form({
  name: z
    .string({ error: 'Write its name' })
    .min(1, { error: 'Write its name' })
    .max(300, { error: 'Keep this under 300 letters' }),
  place: line,
  role: line,
  site: z
    .union([
      z.literal(''),
      z.string().regex(/^https?:\/\/\S+$/, { error: 'Write an address that begins with https://' }),
    ])
    .default(''),
  contact_name: line,
  contact_address: z.union([z.literal(''), addressField]).default(''),
  language: z.string().refine((code) => languages.some((one) => one.code === code), { error: 'Choose a language' }),
  version: z.coerce.number().int(),
  ...(Object.fromEntries(
    places.flatMap((at) => [
      [`title-${at}`, line],
      [`body-${at}`, text],
    ]),
  ) as Record<string, typeof line>),
})

type Tried = { problems: Problems; typed: Typed; isStale?: boolean }
const LARGEST_LOGO = 500_000

export const networkRoutes = router()
  .get('/network', allow('anyone'), async (c) => {
    const { db, viewer } = c.var
    const { id, body, name, purpose } = await findBody(db)
    const tiers = await listTiers(db)
    const counts = await countNetwork(db)
    return c.html(
      <NetworkPage
        {...{ body, name, purpose, tiers, counts }}
        mayKeep={may.keepNetwork(viewer)}
        isMember={viewer.person !== null}
        panels={await listPanels('network', db, viewer, id)}
      />,
    )
  })

  .get('/network/calendar', allow('member'), async (c) => {
    return c.html(<YearPage {...(await findYear(c.var.db, c.req.query('year')))} />)
  })

  .get('/network/logo', allow('anyone'), async (c) => {
    const { logo } = (await findBody(c.var.db)).body
    if (!logo) throw new NotFound()
    return serveFile(c, { ...logo, name: 'logo' })
  })

  .get('/network/policies/:slug', allow('anyone'), async (c) => {
    return c.html(<PolicyPage policy={await findPolicy(c.var.db, c.req.param('slug'))} />)
  })

  .get('/network/convening-body', allow('administrator'), (c) => bodyPage(c))

  .post('/network/convening-body', allow('administrator'), async (c) => {
    ensureKeeper(c)
    const read = await readForm(c, bodyForm)
    if (!read.ok) return bodyPage(c, read)
    const logo = await readLogo(read.files)
    if (logo === 'wrong')
      return bodyPage(c, {
        problems: { logo: t('Send a PNG, JPEG or WebP picture of at most 500 kB') },
        typed: read.typed,
      })

    const { once, language, version, ...texts } = read.values
    const said = texts as unknown as Record<string, string>
    const policies = places.map((at) => ({ title: said[`title-${at}`] ?? '', body: said[`body-${at}`] ?? '' }))
    const change = { texts: { ...texts, policies }, language, version, logo, once } as Parameters<typeof changeBody>[2]
    if ((await changeBody(c.var.db, c.var.viewer, change)) === 'saved') return c.redirect('/network?saved', 303)
    const problems = {
      '': t(
        'Somebody else saved this page meanwhile. Their words stand beside yours: take over what is needed and save again.',
      ),
    }
    return bodyPage(c, { problems, typed: read.typed, isStale: true })
  })

function ensureKeeper({ var: { viewer } }: Ctx) {
  if (!may.keepNetwork(viewer)) throw new NotFound()
}

/** Kept before the action, since files do not belong in a transaction. */
async function readLogo(files: File[]): Promise<Logo | null | 'wrong'> {
  const [file] = files
  if (!file) return null
  if (file.size > LARGEST_LOGO) return 'wrong'
  const content = Buffer.from(await file.arrayBuffer())
  const type = typeByContent(content, file.type)
  if (!['image/png', 'image/jpeg', 'image/webp'].includes(type)) return 'wrong'
  return { sha256: await keepFile(content), type, size: content.length }
}

async function bodyPage(c: Ctx, tried?: Tried) {
  ensureKeeper(c)
  const { body, version } = await findBody(c.var.db)
  const asked = String(tried?.typed.language ?? c.req.query('language') ?? '')
  const language = languages.find(({ code }) => code === asked)?.code ?? currentLanguage()
  const typed = tried && { ...tried.typed, ...(tried.isStale && { version: String(version) }) }
  const page = (
    <BodyPage {...{ body, version, language, typed }} problems={tried?.problems} isStale={tried?.isStale ?? false} />
  )
  return c.html(page, tried ? 422 : 200)
}
