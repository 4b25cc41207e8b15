import { giveCsv } from '../../../platform/csv.ts'
import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, readForm, readOnce, router } from '../../../platform/http.ts'
import { may } from '../policy.ts'
import { findNetwork } from '../reads.ts'
import { confirmBatch, dropBatch, takePostings } from './actions.ts'
import { readBatchPage, readUpload } from './answers.ts'
import { exampleOf, fileOf } from './files.ts'
import { findBatch } from './find.ts'
import { postingsForm } from './forms.ts'
import { listBatches, listLines } from './reads.ts'
import { PostingFilePage, PostingFilesPage } from './views.tsx'

const FILES = '/network/postings'

export const postingFileRoutes = router()
  .get(FILES, allow('administrator'), (c) => uploadPage(c))

  .post(FILES, allow('administrator'), async (c) => {
    const network_id = await findKept(c)
    const form = await readForm(c, postingsForm)
    const [file] = form.files
    const table = await readUpload(file, ['address', 'area'])
    if (!table.ok) return uploadPage(c, { file: table.problem })

    const once = form.ok ? form.values.once : undefined
    const given = { table, file_name: file?.name ?? '', once }
    const key = await takePostings(c.var.db, c.var.viewer, network_id, given)
    return c.redirect(`${FILES}/${key}`, 303)
  })

  .get(`${FILES}/example.csv`, allow('administrator'), async (c) => {
    await findKept(c)
    return giveCsv(c, 'postings.csv', exampleOf('postings'))
  })

  .get(`${FILES}/:batch`, allow('administrator'), async (c) => {
    return c.html(<PostingFilePage {...(await readBatchPage(c, await findHere(c)))} />)
  })

  .get(`${FILES}/:batch/lines.csv`, allow('administrator'), async (c) => {
    return giveCsv(c, 'postings.csv', fileOf('postings', await listLines(c.var.db, await findHere(c))))
  })

  .post(`${FILES}/:batch/confirmation`, allow('administrator'), async (c) => {
    const batch = await findHere(c)
    const begun = await confirmBatch(c.var.db, c.var.viewer, batch, await readOnce(c))
    return c.redirect(`${FILES}/${batch.key}?${begun === 'begun' ? 'begun' : 'settled'}`, 303)
  })

  .post(`${FILES}/:batch/removal`, allow('administrator'), async (c) => {
    const batch = await findHere(c)
    await dropBatch(c.var.db, c.var.viewer, batch, await readOnce(c))
    return c.redirect(`${FILES}?discarded`, 303)
  })

/** The network, for those who keep it. */
async function findKept(c: Ctx) {
  const network = await findNetwork(c.var.db)
  if (!network || !may.keepNetwork(c.var.viewer)) throw new NotFound()
  return network.id
}

async function findHere(c: Ctx) {
  const community_id = await findKept(c)
  return findBatch(c.var.db, c.var.viewer, { kind: 'postings', community_id }, c.req.param('batch') ?? '')
}

async function uploadPage(c: Ctx, problems?: Record<string, string>) {
  const community_id = await findKept(c)
  const batches = await listBatches(c.var.db, { kind: 'postings', community_id })
  return c.html(<PostingFilesPage batches={batches} problems={problems} />, problems ? 422 : 200)
}
