import { giveCsv } from '../../../platform/csv.ts'
import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, type FormResult, readForm, readOnce, router } from '../../../platform/http.ts'
import { listCohorts } from '../../people/index.ts'
import { may } from '../policy.ts'
import { findCommunity } from '../reads.ts'
import { confirmBatch, dropBatch, takeInvitations } from './actions.ts'
import { readBatchPage, readUpload } from './answers.ts'
import { exampleOf, fileOf } from './files.ts'
import { findBatch } from './find.ts'
import { invitationsForm } from './forms.ts'
import { listBatches, listLines } from './reads.ts'
import { InvitationFilePage, InvitationFilesPage } from './views.tsx'

const FILES = '/communities/:community/invitations/files'

export const invitationFileRoutes = router()
  .get(FILES, allow('coordinator'), (c) => uploadPage(c))

  .post(FILES, allow('coordinator'), async (c) => {
    const community = await findKept(c)
    const form = await readForm(c, invitationsForm)
    if (!form.ok) return uploadPage(c, form.problems, form.typed)
    const [file] = form.files
    const table = await readUpload(file, ['name', 'address'])
    if (!table.ok) return uploadPage(c, { file: table.problem }, form.typed)

    const key = await takeInvitations(c.var.db, c.var.viewer, community.id, {
      ...form.values,
      table,
      file_name: file?.name ?? '',
    })
    return c.redirect(`${pathOf(community.slug)}/${key}`, 303)
  })

  .get(`${FILES}/example.csv`, allow('coordinator'), async (c) => {
    await findKept(c)
    return giveCsv(c, 'invitations.csv', exampleOf('invitations'))
  })

  .get(`${FILES}/:batch`, allow('coordinator'), async (c) => {
    const { community, batch } = await findHere(c)
    return c.html(<InvitationFilePage community={community} {...(await readBatchPage(c, batch))} />)
  })

  .get(`${FILES}/:batch/lines.csv`, allow('coordinator'), async (c) => {
    const { batch } = await findHere(c)
    return giveCsv(c, 'invitations.csv', fileOf('invitations', await listLines(c.var.db, batch)))
  })

  .post(`${FILES}/:batch/confirmation`, allow('coordinator'), async (c) => {
    const { community, batch } = await findHere(c)
    const begun = await confirmBatch(c.var.db, c.var.viewer, batch, await readOnce(c))
    return c.redirect(`${pathOf(community.slug)}/${batch.key}?${begun === 'begun' ? 'begun' : 'settled'}`, 303)
  })

  .post(`${FILES}/:batch/removal`, allow('coordinator'), async (c) => {
    const { community, batch } = await findHere(c)
    await dropBatch(c.var.db, c.var.viewer, batch, await readOnce(c))
    return c.redirect(`${pathOf(community.slug)}?discarded`, 303)
  })

function pathOf(slug: string) {
  return `/communities/${slug}/invitations/files`
}

/** A community for those who keep it; for anybody else it has no such page. */
async function findKept(c: Ctx) {
  const community = await findCommunity(c.var.db, c.req.param('community') ?? '')
  if (!may.keep(c.var.viewer, community.id)) throw new NotFound()
  return community
}

async function findHere(c: Ctx) {
  const community = await findKept(c)
  const of = { kind: 'invitations', community_id: community.id } as const
  return { community, batch: await findBatch(c.var.db, c.var.viewer, of, c.req.param('batch') ?? '') }
}

type Typed = FormResult<object>['typed']

async function uploadPage(c: Ctx, problems?: Record<string, string>, typed?: Typed) {
  const { db } = c.var
  const community = await findKept(c)
  const page = (
    <InvitationFilesPage
      community={community}
      cohorts={await listCohorts(db)}
      batches={await listBatches(db, { kind: 'invitations', community_id: community.id })}
      problems={problems}
      typed={typed}
    />
  )
  return c.html(page, problems ? 422 : 200)
}
