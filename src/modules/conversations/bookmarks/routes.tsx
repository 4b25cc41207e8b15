import { Refused } from '../../../platform/errors.ts'
import { allow, form, readForm, readOnce, router, z } from '../../../platform/http.ts'
import { sentence } from '../../../platform/i18n.ts'
import { dropBookmark, keepBookmark } from './actions.ts'
import { listBookmarks } from './reads.ts'
import { BookmarksPage } from './views.tsx'

const bookmarkForm = form({
  kind: z.string().max(40),
  key: z.string().max(40),
  note: z
    .string()
    .max(2000, { error: sentence('A note has at most 2,000 letters.') })
    .default(''),
  next: z
    .string()
    .max(300)
    .regex(/^\/(?![/\\])[\x21-\x7e]*$/)
    .catch('/me/bookmarks'),
})

export const bookmarkRoutes = router()
  .get('/', allow('person'), async (c) => {
    const before = c.req.query('before')
    return c.html(<BookmarksPage {...(await listBookmarks(c.var.db, c.var.viewer, before))} before={before} />)
  })

  .post('/', allow('person'), async (c) => {
    const read = await readForm(c, bookmarkForm)
    if (!read.ok) throw new Refused(Object.values(read.problems)[0] ?? '')
    const { next, ...bookmark } = read.values
    await keepBookmark(c.var.db, c.var.viewer, bookmark)
    return c.redirect(next, 303)
  })

  .post('/:key/removal', allow('person'), async (c) => {
    await dropBookmark(c.var.db, c.var.viewer, c.req.param('key'), await readOnce(c))
    return c.redirect('/me/bookmarks?dropped', 303)
  })
