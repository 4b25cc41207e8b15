import { allow, readForm, router } from '../../platform/http.ts'
import { listPanels } from '../../platform/panels.ts'
import { findNetwork, listCommunities } from '../communities/index.ts'
import { setLetter } from '../notices/index.ts'
import { noteForm } from './forms.ts'
import { HomePage, UnplantedPage } from './home-views.tsx'
import { mondayName } from './jobs.ts'
import { listNeeds } from './needs.ts'
import { listMine } from './reads.ts'
import { TodayPage } from './views.tsx'

export const routes = router()
  .get('/', allow('anyone'), async (c) => {
    const { db, viewer } = c.var
    if (viewer.person) return c.redirect('/today', 303)

    const network = await findNetwork(db)
    if (!network) return c.html(<UnplantedPage />)
    return c.html(<HomePage network={network} communities={await listCommunities(db)} />)
  })

  .get('/today', allow('person'), async (c) => {
    const { db, viewer } = c.var
    const page = (
      <TodayPage
        name={viewer.person?.name ?? ''}
        needs={await listNeeds(db, viewer)}
        news={await listPanels('today', db, viewer, viewer.person?.id ?? 0)}
        communities={await listMine(db, viewer)}
      />
    )
    return c.html(page)
  })

  .post('/me/monday-note', allow('person'), async (c) => {
    const form = await readForm(c, noteForm)
    if (form.ok) await setLetter(c.var.db, c.var.viewer, mondayName, form.values)
    return c.redirect(form.ok ? '/me/mail?saved' : '/me/mail', 303)
  })
