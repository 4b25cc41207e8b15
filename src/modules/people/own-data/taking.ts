import { Readable } from 'node:stream'
import { ensure } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { Refused } from '../../../platform/errors.ts'
import type { Ctx } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { listOwnData } from '../../../platform/own-data.ts'
import { withinRate } from '../../../platform/rates.ts'
import { zip } from '../../../platform/zip.ts'

/** All that is hers as one file, made while it is sent: nothing of it is kept here. */
export async function giveOwnData(c: Ctx) {
  const { db, viewer } = c.var
  const me = ensure(viewer.person)
  if (!(await withinRate(db, `own-data:${me.id}`, 10, 60)))
    throw new Refused(t('There were many tries in a short time. Wait an hour, then try again.'))
  await record(db, viewer, 'own_data.taken', { kind: 'person', id: me.id })
  return c.body(Readable.toWeb(Readable.from(zip(listOwnData(db, me.id)))) as ReadableStream, 200, {
    'Content-Type': 'application/zip',
    'Content-Disposition': 'attachment; filename="your-data.zip"',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  })
}
