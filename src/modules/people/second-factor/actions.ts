import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { ensureMayChangeFactors } from '../fresh-proof/fresh.ts'
import type { Signed } from '../passkeys/answers.ts'
import { verifySigned } from '../passkeys/signing.ts'
import { renewSession } from '../sessions/sessions.ts'
import { ensureWithinRate } from '../sign-in/rate.ts'
import { appRemovedLetter, appSetLetter, codeUsedLetter } from './mails.ts'
import { keepRecoveryCodes, newRecoveryCodes, takeRecoveryCode } from './recovery-codes.ts'
import { hasFactor, keepsNetwork } from './standing.ts'
import { beginTimeCode, endTimeCode, findTimeCode, takeTimeCode } from './time-codes.ts'

/** Gives the token under which her session goes on. */
export async function proveByCode(db: Db, viewer: Viewer, { code, ip }: { code: string; ip: string }): Promise<string> {
  const me = ensure(viewer.person)
  await ensureWithinRate(db, `second-factor:${me.id}`, ip)
  if (!(await takeCode(db, me.id, code)))
    throw new Refused(t('That code is not right, or has been used. Take the one that the app shows now.'))
  return renewSession(db, ensure(viewer.session_id))
}

/** Six digits are of the app; anything else is a recovery code. */
async function takeCode(db: Db, person_id: Id, typed: string): Promise<boolean> {
  const code = typed.replace(/\s/g, '')
  if (/^\d{6}$/.test(code)) {
    const app = await findTimeCode(db, person_id)
    return app?.confirmed_at != null && takeTimeCode(db, app, code)
  }
  const used = await takeRecoveryCode(db, person_id, code)
  if (used) await post(db, codeUsedLetter, { to: person_id, about: used })
  return used !== undefined
}

export async function proveByPasskey(db: Db, viewer: Viewer, { answer, ip }: { answer: Signed; ip: string }) {
  const me = ensure(viewer.person)
  await ensureWithinRate(db, `second-factor:${me.id}`, ip)
  await verifySigned(db, answer, { ip, person_id: me.id })
  return renewSession(db, ensure(viewer.session_id))
}

/** A secret for her app. Once it is confirmed it stays until she removes it. */
export function beginApp(db: Db, viewer: Viewer, once: Once): Promise<void> {
  const me = ensure(keepsNetwork(viewer) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    await ensureMayChangeFactors(tx, viewer)
    await beginTimeCode(tx, me.id)
  })
}

/** The app shows the right code: from now on it counts. Gives the token under which her session goes on. */
export async function confirmApp(db: Db, viewer: Viewer, { code, ip }: { code: string; ip: string }): Promise<string> {
  const me = ensure(keepsNetwork(viewer) && viewer.person)
  await ensureWithinRate(db, `second-factor:${me.id}`, ip)
  await ensureMayChangeFactors(db, viewer)
  const begun = await findTimeCode(db, me.id)
  if (!begun || begun.confirmed_at) throw new NotFound()
  if (!(await takeTimeCode(db, begun, code.replace(/\s/g, ''))))
    throw new Refused(t('That code is not right. Look whether the clock of your phone is, and take the newest code.'))
  return db.transaction().execute(async (tx) => {
    await record(tx, viewer, 'second_factor.set', { kind: 'person', id: me.id })
    await post(tx, appSetLetter, { to: me.id, about: begun.id })
    return renewSession(tx, ensure(viewer.session_id))
  })
}

export function removeApp(db: Db, viewer: Viewer, once: Once): Promise<void> {
  const me = ensure(keepsNetwork(viewer) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    await ensureMayChangeFactors(tx, viewer)
    const ended = await endTimeCode(tx, me.id)
    if (!ended) throw new NotFound()
    await record(tx, viewer, 'second_factor.removed', { kind: 'person', id: me.id })
    await post(tx, appRemovedLetter, { to: me.id, about: ended })
  })
}

/** Ten new ones, shown this once; those of before are void. They are for whoever has something to lose. */
export async function makeRecoveryCodes(db: Db, viewer: Viewer): Promise<string[]> {
  const me = ensure(keepsNetwork(viewer) && viewer.person)
  await ensureMayChangeFactors(db, viewer)
  if (!(await hasFactor(db, me.id))) throw new NotFound()
  const made = await newRecoveryCodes()
  await db.transaction().execute(async (tx) => {
    await tx.selectFrom('person').select('id').where('id', '=', me.id).forUpdate().execute()
    await keepRecoveryCodes(tx, me.id, made)
    await record(tx, viewer, 'recovery_codes.made', { kind: 'person', id: me.id })
  })
  return made.codes
}
