import type { Own } from '../../platform/module.ts'

/** Her rows of the tables of communities. */
export const ownRows: Record<string, Own> = {
  membership: 'person_id = $me',
  role: 'person_id = $me',
  room_person: { where: 'person_id = $me', columns: ['room_id'] },
  invitation: 'person_id = $me',
  application: 'person_id = $me',
  transfer: 'person_id = $me',
  batch_line: { where: 'person_id = $me', columns: ['name', 'address', 'fields', 'state', 'settled_at'] },
  elsewhere: 'by_id = $me',
  break_glass: 'reader_id = $me',
}
