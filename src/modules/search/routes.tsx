import { allow, router } from '../../platform/http.ts'
import { findSpelling, search } from '../../platform/search.ts'
import { addAddresses } from './finders.ts'
import { SearchPage } from './views.tsx'

const LONGEST = 200

export const routes = router().get('/search', allow('anyone'), async (c) => {
  const { db, viewer } = c.var
  const text = (c.req.query('q') ?? '').replaceAll('\0', '').trim().slice(0, LONGEST)
  const kind = c.req.query('kind') || undefined
  const results = text ? await addAddresses(db, viewer, await search(db, viewer, text, kind)) : []
  const better = text && results.length === 0 ? await findSpelling(db, viewer, text) : null
  return c.html(<SearchPage text={text} kind={kind} results={results} better={better} />)
})
