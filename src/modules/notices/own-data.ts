import type { Own } from '../../platform/module.ts'

/** Her rows of the tables of notices. */
export const ownRows: Record<string, Own> = {
  digest: 'person_id = $me',
  digest_plan: 'person_id = $me',
  letter_stop: 'person_id = $me',
}
