import { z } from 'zod'
import { job } from '../../platform/jobs.ts'
import { planDigests } from './digest-plan.ts'

/** Somebody came in, or wants her mail in another way: her next digest is planned, if she is to have one. */
export const planDigest = job('notices.plan_digest', z.object({ id: z.number() }), (db, { id }) => planDigests(db, id))

export const digestAddress = { code: 8 }
