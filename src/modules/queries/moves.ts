import { Refused } from '../../platform/errors.ts'
import { t } from '../../platform/i18n.ts'
import type { QueryState } from '../../platform/tables.gen.ts'

export type Act =
  | 'submit'
  | 'shape'
  | 'agree'
  | 'park'
  | 'post'
  | 'extend'
  | 'close'
  | 'compile'
  | 'ask_asker'
  | 'take_back'
  | 'publish'
  | 'archive'
  | 'accept_archive'
  | 'redirect'
  | 'withdraw'
  | 'decline'

/**
 * The life of a query. A draft is submitted to the desk, shaped and sent back to the asker; with her yes it waits in the
 * queue for the posting budget, then it is posted and gathers responses until its reply-by date (extended once at most).
 * Closed, it is compiled, shown to the asker, and published as a consolidated reply; additional replies come later.
 * Side exits: answered from the archive, redirected, withdrawn, declined. Without her yes it is parked.
 */
export const moves: Record<QueryState, Partial<Record<Act, QueryState>>> = {
  draft: { submit: 'submitted', accept_archive: 'answered_from_archive', withdraw: 'withdrawn' },
  submitted: {
    shape: 'shaping',
    accept_archive: 'answered_from_archive',
    redirect: 'redirected',
    withdraw: 'withdrawn',
    decline: 'declined',
  },
  shaping: {
    shape: 'shaping',
    agree: 'queued',
    park: 'parked',
    accept_archive: 'answered_from_archive',
    redirect: 'redirected',
    withdraw: 'withdrawn',
    decline: 'declined',
  },
  parked: { shape: 'shaping', agree: 'queued', withdraw: 'withdrawn', decline: 'declined' },
  queued: { post: 'gathering', shape: 'shaping', accept_archive: 'answered_from_archive', withdraw: 'withdrawn' },
  gathering: { extend: 'gathering', close: 'closed', withdraw: 'withdrawn', accept_archive: 'answered_from_archive' },
  closed: { compile: 'consolidating', extend: 'gathering', withdraw: 'withdrawn' },
  consolidating: { ask_asker: 'in_review', compile: 'consolidating' },
  in_review: { take_back: 'consolidating', publish: 'published' },
  published: { archive: 'archived', publish: 'published' },
  archived: {},
  answered_from_archive: {},
  redirected: {},
  withdrawn: {},
  declined: {},
}

export function canMove(state: QueryState, act: Act): boolean {
  return act in moves[state]
}

/** The state the act leads to; refused, with the present state in words, where it leads nowhere. */
export function move(state: QueryState, act: Act): QueryState {
  const next = moves[state][act]
  if (!next) throw refusedIn(state)
  return next
}

export function refusedIn(state: QueryState): Refused {
  return new Refused(t('This query is {state} now, so that is not possible any more.', { state: stateName(state) }))
}

/** The states in which members read the query and may answer or use it. */
export const posted: QueryState[] = ['gathering', 'closed', 'consolidating', 'in_review', 'published', 'archived']

/** Whoever had it by mail may go on reading it, with what became of it. */
export const readable: QueryState[] = [...posted, 'answered_from_archive', 'withdrawn']

/** Ended without a reply of its own. */
export const exits: QueryState[] = ['answered_from_archive', 'redirected', 'withdrawn', 'declined']

export function stateName(state: QueryState): string {
  return names[state]()
}

const names: Record<QueryState, () => string> = {
  draft: () => t('a draft'),
  submitted: () => t('on the desk'),
  shaping: () => t('with the asker'),
  parked: () => t('parked'),
  queued: () => t('waiting to go out'),
  gathering: () => t('gathering responses'),
  closed: () => t('closed to responses'),
  consolidating: () => t('being compiled'),
  in_review: () => t('with the asker for a last look'),
  published: () => t('published'),
  archived: () => t('archived'),
  answered_from_archive: () => t('answered from the archive'),
  redirected: () => t('redirected'),
  withdrawn: () => t('withdrawn'),
  declined: () => t('declined'),
}
