import type { Own } from '../../platform/module.ts'

/** Her rows of the tables of queries: what she asked, how it was shaped for her yes, and what she answered. */
export const ownRows: Record<string, Own> = {
  query: 'asker_id = $me',
  query_shape: 'query_id in (select id from query where asker_id = $me)',
  response: 'post_id in (select id from post where author_id = $me)',
  nudge: { where: 'person_id = $me', columns: ['query_id', 'state', 'evidence', 'at'] },
}
