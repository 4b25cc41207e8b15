import { allow, router } from '../../../platform/http.ts'
import { readFilters } from './filters.ts'
import { listLists } from './lists.ts'
import { listPeople } from './reads.ts'
import { DirectoryPage } from './views.tsx'

export const directoryRoutes = router().get('/people', allow('member'), async (c) => {
  const { db, viewer } = c.var
  const asked = readFilters(c.req.query())
  const listing = await listPeople(db, viewer, asked)
  return c.html(<DirectoryPage asked={asked} lists={await listLists(db)} listing={listing} />)
})
