import { allow, form, router, z } from '../../../platform/http.ts'
import { inLanguage, t } from '../../../platform/i18n.ts'
import { openStream } from '../../../platform/streams.ts'
import { findThread, MOST_NUMBER } from '../reads.ts'
import type { Came } from './reads.ts'
import { watch } from './watching.ts'

const number = z.coerce.number().int().min(0).max(MOST_NUMBER)
const looking = form({
  after: number.catch(0),
  seen: z.preprocess((list) => String(list).split(',').filter(Boolean), z.array(number).max(100)).catch([]),
})

/** What is new in a thread while its page is open, below `/threads`. */
export const newsRoutes = router().get('/:key/news', allow('person'), async (c) => {
  const { db, viewer } = c.var
  const { id } = await findThread(db, viewer, c.req.param('key') ?? '')
  const { after, seen } = looking.parse(c.req.query())
  const hers = { person_id: viewer.person?.id ?? 0, session_id: viewer.session_id ?? 0 }
  const stream = openStream(hers.person_id, () => forget())
  const inHerLanguage = (came: Came) => inLanguage(viewer.person?.language, () => inWords(came))
  const tell = (came: Came) => stream.tell(inHerLanguage(came))
  const forget = watch(db, { ...hers, thread_id: id, after, seen, tell, end: stream.end })
  return stream.response
})

function inWords({ count, key }: Came) {
  const words = t('{count, plural, one {One new contribution} other {# new contributions}}', { count })
  return count > 0 ? { words, href: `/posts/${key}` } : { words: '', href: '' }
}
