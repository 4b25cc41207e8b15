import { allow, router } from '../../../platform/http.ts'
import { readFilters } from '../directory/filters.ts'
import { listPeople } from '../directory/reads.ts'
import { findCohort, listFellows } from './cohorts.ts'
import { findProgramme, findProgrammeOf, listCohortsOfProgramme, listInstitutions } from './reads.ts'
import { CohortPage, InstitutionsPage, ProgrammePage } from './views.tsx'

export const learningRoutes = router()
  .get('/institutions', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const readsMap = viewer.memberships.length > 0
    return c.html(<InstitutionsPage institutions={await listInstitutions(db)} readsMap={readsMap} />)
  })

  .get('/programmes/:key', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const programme = await findProgramme(db, viewer, c.req.param('key'))
    return c.html(<ProgrammePage programme={programme} cohorts={await listCohortsOfProgramme(db, programme.id)} />)
  })

  .get('/cohorts/:key', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const cohort = await findCohort(db, viewer, c.req.param('key'))
    const asked = readFilters({ cohort: String(cohort.id) })
    const page = (
      <CohortPage
        cohort={cohort}
        programme={await findProgrammeOf(db, cohort)}
        listing={await listPeople(db, viewer, asked)}
        mayGather={(await listFellows(db, viewer, cohort.id)).length > 0}
      />
    )
    return c.html(page)
  })
