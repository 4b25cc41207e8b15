import { type Db, type Id, sql } from '../../platform/db.ts'
import { listTerms, matchTerm } from './terms.ts'

/** The service and the cadre that a file named, where the person herself has said none; a word the network does not have is left. */
export async function noteService(tx: Db, person_id: Id, { service, cadre }: { service?: string; cadre?: string }) {
  const service_id = service ? matchTerm(await listTerms(tx, 'service'), service)?.id : undefined
  const cadre_id = cadre ? matchTerm(await listTerms(tx, 'cadre'), cadre)?.id : undefined
  if (!service_id && !cadre_id) return
  await tx
    .updateTable('person')
    .set({
      service_id: sql<Id>`coalesce(service_id, ${service_id ?? null}::bigint)`,
      cadre_id: sql<Id>`coalesce(cadre_id, ${cadre_id ?? null}::bigint)`,
    })
    .where('id', '=', person_id)
    .execute()
}
