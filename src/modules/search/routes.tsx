import { allow, type Ctx, router } from '../../platform/http.ts'
import { findSpelling, type Matches, search } from '../../platform/search.ts'
import { type Asking, addressOf, isFiltered, readAsking, wishOf } from './asking.ts'
import { listChoices, listCommunitiesFound } from './communities.ts'
import { addAddresses } from './finders.ts'
import { listPeople, listPeopleNear } from './people.ts'
import { listSuggestions } from './suggestions.ts'
import { SearchPage } from './views.tsx'

const A_FEW = 3
const MANY = 40

export const routes = router()
  .get('/search', allow('anyone'), async (c) => {
    const asking = readAsking(c.req.query())
    const found = asking.q ? await findAll(c, asking) : nothing
    return c.html(<SearchPage asking={asking} choices={await listChoices(c.var.db)} {...found} />)
  })

  .get('/search/suggestions', allow('anyone'), async (c) => {
    const { q } = readAsking(c.req.query())
    c.header('cache-control', 'private, no-store')
    return c.json(await listSuggestions(c.var.db, c.var.viewer, q))
  })

const nobodyFound = { results: [], partly: false, older: null }
const nothing = { ...nobodyFound, people: [], communities: [], better: null }

async function findAll(c: Ctx, asking: Asking) {
  const { db, viewer } = c.var
  const words = asking.kind === 'person' || asking.kind === 'community' ? nobodyFound : await findThings(c, asking)
  const beside = !c.req.query('older') && !isFiltered(asking)
  const most = (kind: string) => (asking.kind === kind ? MANY : beside && !asking.kind ? A_FEW : 0)
  const named = most('person') ? await listPeople(db, viewer, asking.q, most('person')) : []
  const communities = most('community') ? await listCommunitiesFound(db, asking.q, most('community')) : []
  const isEmpty = words.results.length === 0 || words.partly
  const isSpelt = !isEmpty || named.length > 0
  const people = isSpelt || !most('person') ? named : await listPeopleNear(db, viewer, asking.q, most('person'))
  const better = !isSpelt && people.length + communities.length === 0 ? await findSpelling(db, viewer, asking.q) : null
  return { ...words, people, communities, better }
}

async function findThings(c: Ctx, asking: Asking) {
  const { db, viewer } = c.var
  const found: Matches = await search(db, viewer, await wishOf(db, viewer, asking), c.req.query('older'))
  const older = found.older && addressOf(asking, { older: found.older })
  return { results: await addAddresses(db, viewer, found), partly: found.partly, older }
}
