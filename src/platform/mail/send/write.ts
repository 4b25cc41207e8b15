import type { Kysely } from 'kysely'
import type { Tables } from '../../db.ts'
import { NotFound } from '../../errors.ts'
import { inLanguage } from '../../i18n.ts'
import { type Composed, compose } from '../compose.ts'
import type { Waiting } from './queue.ts'

/** `own`: it goes to an address that is known to be hers. */
export type Written = { mail: Composed; own: boolean } | { dropped: string }

/** Writes a letter in its reader's language. What she may not see any more is not written. */
export async function write(db: Kysely<Tables>, { row, letter, reader, batch }: Waiting): Promise<Written> {
  if (!letter) throw new Error(`There is no letter ${row.letter}`)
  const person = reader?.viewer.person
  if (!reader || !person) return { dropped: 'gone' }
  return inLanguage(person.language, async () => {
    const content = await letter.render(db, reader.viewer, row.about_id, batch).catch(orNothing)
    if (!content) return { dropped: 'no reason' }
    const address = content.address ?? reader.address
    if (!address) return { dropped: 'no address' }
    const { id: person_id, name } = person
    return { mail: compose(content, { person_id, name, address, epoch: reader.epoch }, row), own: !content.address }
  })
}

function orNothing(error: unknown): null {
  if (error instanceof NotFound) return null
  throw error
}
