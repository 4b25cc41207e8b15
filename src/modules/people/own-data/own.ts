import type { Own } from '../../../platform/module.ts'

/** Her rows of the tables of people. */
export const ownRows: Record<string, Own> = {
  person: 'id = $me',
  address: 'person_id = $me',
  address_proof: 'person_id = $me',
  archive_address: 'person_id = $me',
  session: 'person_id = $me',
  sign_in: 'person_id = $me',
  passkey: 'person_id = $me',
  time_code: 'person_id = $me',
  recovery_code: 'person_id = $me',
  factor_reset: 'person_id = $me',
  identity: 'person_id = $me',
  erasure: 'person_id = $me',
  fresh_proof: 'person_id = $me',
  declared_topic: 'person_id = $me',
  cohort_person: 'person_id = $me',
  posting: 'person_id = $me',
  connection: { where: 'asker_id = $me', columns: ['line', 'asked_at', 'answered_at', 'answer'] },
}
