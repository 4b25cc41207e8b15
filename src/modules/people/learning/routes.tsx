import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, form, type Problems, readForm, router, type Typed, z } from '../../../platform/http.ts'
import { readFilters } from '../directory/filters.ts'
import { listPeople } from '../directory/reads.ts'
import { findCohort, listFellows } from './cohorts.ts'
import { enterCohort, may } from './entering.ts'
import { CohortFormPage } from './entering-view.tsx'
import { findProgramme, findProgrammeOf, listCohortsOfProgramme, listInstitutions } from './reads.ts'
import { CohortPage, InstitutionsPage, ProgrammePage } from './views.tsx'

const day = z.union([z.literal(''), z.iso.date({ error: 'Choose a day' })]).default('')

const entryForm = form({
  name: z
    .string({ error: 'Write its name' })
    .min(3, { error: 'Write its name' })
    .max(120, { error: 'Keep the name under 120 letters' }),
  starts_on: day,
  ends_on: day,
})

export const learningRoutes = router()
  .get('/institutions', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const readsMap = viewer.memberships.length > 0
    return c.html(<InstitutionsPage institutions={await listInstitutions(db)} readsMap={readsMap} />)
  })

  .get('/programmes/:key', allow('member'), async (c) => {
    const { db, viewer } = c.var
    const programme = await findProgramme(db, viewer, c.req.param('key'))
    const cohorts = await listCohortsOfProgramme(db, programme.id)
    return c.html(<ProgrammePage programme={programme} cohorts={cohorts} mayEnter={may.enter(viewer)} />)
  })

  .get('/programmes/:key/cohorts', allow('administrator'), (c) => cohortForm(c))

  .post('/programmes/:key/cohorts', allow('administrator'), async (c) => {
    const programme = await keptProgramme(c)
    const read = await readForm(c, entryForm)
    if (!read.ok) return cohortForm(c, read)
    const key = await enterCohort(c.var.db, c.var.viewer, programme, read.values)
    return c.redirect(`/cohorts/${key}?saved`, 303)
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

/** For anybody but an administrator there is no such page. */
function keptProgramme({ req, var: { db, viewer } }: Ctx) {
  if (!may.enter(viewer)) throw new NotFound()
  return findProgramme(db, viewer, req.param('key') ?? '')
}

async function cohortForm(c: Ctx, tried?: { problems: Problems; typed: Typed }) {
  return c.html(<CohortFormPage programme={await keptProgramme(c)} tried={tried} />, tried ? 422 : 200)
}
