import { Refused } from '../../../platform/errors.ts'
import { allow, type Ctx, form, readForm, router, z } from '../../../platform/http.ts'
import { sentence, t } from '../../../platform/i18n.ts'
import { type Community, findCommunity } from '../../communities/index.ts'
import { reachInWords, roomOf } from '../composing.ts'
import { dropDraft, keepDraft } from './actions.ts'
import { listAllDrafts } from './reads.ts'
import { DraftsPage } from './views.tsx'

/** `place` begins with the community's name in addresses: `north/talk/KEY`. */
const draftForm = form({
  place: z.string().regex(/^[\w-]{1,80}(\/[\w-]{1,80}){1,4}$/),
  title: z
    .string()
    .max(200, { error: sentence('Say it in fewer words.') })
    .default(''),
  body: z
    .string()
    .max(100_000, { error: sentence('That is too long for one contribution.') })
    .default(''),
  draft: z.string().max(20).optional(),
  version: z.coerce.number().int().catch(0),
  quietly: z.string().optional(),
})

export const draftRoutes = router().post('/', allow('member'), async (c) => {
  const read = await readForm(c, draftForm)
  if (!read.ok) throw new Refused(Object.values(read.problems)[0] ?? t('This cannot be kept.'))

  const [slug = '', ...place] = read.values.place.split('/')
  const community = await findCommunity(c.var.db, slug)
  const kept = await keepDraft(c.var.db, c.var.viewer, community, { ...read.values, place: place.join('/') })
  if (read.values.quietly)
    return c.text(`${kept ? `${kept.key} ${kept.version}` : ' '}\n${await reachOf(c, community, read.values.body)}`)
  return c.redirect(`${pathOf(community.slug, place)}${kept ? '?kept' : ''}`, 303)
})

function reachOf(c: Ctx, community: Community, body: string): Promise<string> {
  return reachInWords(c.var.db, roomOf(community), community.members, body)
}

/** The page on which the words are gone on with. */
export function pathOf(slug: string, place: string[]): string {
  return place[0] === 'posts' ? `/${place.join('/')}` : `/communities/${slug}/${place.join('/')}`
}

export const myDraftRoutes = router()
  .get('/', allow('person'), (c) => draftsPage(c))

  .post('/:key/removal', allow('person'), async (c) => {
    await dropDraft(c.var.db, c.var.viewer, c.req.param('key'))
    return c.redirect('/me/drafts?dropped', 303)
  })

async function draftsPage(c: Ctx) {
  const drafts = await listAllDrafts(c.var.db, c.var.viewer)
  const placed = drafts.map((draft) => ({ ...draft, href: pathOf(draft.slug, draft.place.split('/')) }))
  return c.html(<DraftsPage drafts={placed} />)
}
