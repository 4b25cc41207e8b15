import { findItemById, partsSchema, recordUse } from '../library/index.ts'
import {
  acceptArchive,
  answerReview,
  askAsker,
  fillDraft,
  findQuery,
  offerArchive,
  publishReply,
  startCompiling,
} from '../queries/index.ts'
import type { DemonstrationQuery } from './demonstration.ts'
import type { Moments } from './moments.ts'
import { type Event, need, playResponse, queryFor, type Stage } from './stage.ts'

/** From the first look of the compiler to what readers did with the reply. */
export function replyEvents(query: DemonstrationQuery, moments: Moments): Event[] {
  const { consolidating, review_sent, review_answer, published, answered_from_archive: archive } = query.timeline
  const when = (moment: string | undefined, act: Event['act']) => (moment ? [{ at: moments.at(moment), act }] : [])
  return [
    // Without a finished reply in the files a visitor compiles it herself.
    ...when(query.reply ? consolidating : undefined, (stage) => playCompiling(stage, query)),
    ...when(review_sent, (stage) => playReviewSent(stage, query)),
    ...when(review_answer?.at, (stage) => playReviewAnswer(stage, query)),
    ...when(published, (stage) => playPublishing(stage, query)),
    ...query.responses
      .filter(({ fields }) => fields.additional)
      .map(
        (response): Event => ({
          at: moments.at(response.fields.at ?? ''),
          act: (stage) => playResponse(stage, query, response),
        }),
      ),
    ...usesOf(query, moments),
    ...when(archive?.at, (stage) => playArchiveOffer(stage, query)),
    ...when(archive?.answered_at, (stage) => playArchiveAnswer(stage, query)),
  ]
}

/** Facilitator first, then researcher. */
function compilers({ reply }: DemonstrationQuery): string[] {
  return (reply as { compiled_by?: string[] } | null)?.compiled_by ?? []
}

async function playCompiling(stage: Stage, given: DemonstrationQuery) {
  const [facilitator = '', researcher = facilitator] = compilers(given)
  const { viewer, query } = await queryFor(stage, given, researcher)
  await startCompiling(stage.db, viewer, query, undefined)
  await fillDraft(stage.db, viewer, (await queryFor(stage, given, researcher)).query, partsSchema.parse(given.reply))
}

async function playReviewSent(stage: Stage, given: DemonstrationQuery) {
  const { viewer, query } = await queryFor(stage, given, compilers(given)[0] ?? '')
  await askAsker(stage.db, viewer, query, undefined)
}

async function playReviewAnswer(stage: Stage, given: DemonstrationQuery) {
  const { viewer, query } = await queryFor(stage, given, given.asker, 'mail')
  await answerReview(stage.db, viewer, query, {
    answer: 'ok',
    note: given.timeline.review_answer?.text ?? '',
    once: undefined,
  })
}

async function playPublishing(stage: Stage, given: DemonstrationQuery) {
  const { viewer, query } = await queryFor(stage, given, compilers(given)[0] ?? '')
  await publishReply(stage.db, viewer, query, undefined)
}

const DAY_MS = 24 * 3600 * 1000

function usesOf(query: DemonstrationQuery, moments: Moments): Event[] {
  const { published } = query.timeline
  if (!published) return []
  const day = moments.at(`${published.split(' ')[0]} 00:00`).getTime()
  return (query.follow_up?.uses ?? []).map((use): Event => {
    const [hours = 0, minutes = 0] = use.time.split(':').map(Number)
    const at = new Date(day + use.after_days * DAY_MS + (hours * 60 + minutes) * 60_000)
    return { at, act: (stage) => playUse(stage, query, use) }
  })
}

type Use = NonNullable<DemonstrationQuery['follow_up']>['uses'][number]

async function playUse(stage: Stage, given: DemonstrationQuery, { person, used, line, round }: Use) {
  const { viewer, query } = await queryFor(stage, given, person, 'mail')
  const item = await findItemById(stage.db, viewer, query.item_id ?? 0)
  const first = person === given.asker ? given.follow_up?.first_line?.text : undefined
  await recordUse(stage.db, viewer, item, { used, line: first ?? line, round: person === given.asker ? round : 0 })
}

async function playArchiveOffer(stage: Stage, given: DemonstrationQuery) {
  const archive = given.timeline.answered_from_archive
  if (!archive) return
  const { viewer, query } = await queryFor(stage, given, archive.by)
  const answered = await findQuery(stage.db, viewer, need(stage.queries, archive.query))
  await offerArchive(stage.db, viewer, query, { item_id: answered.item_id ?? 0, once: undefined })
}

async function playArchiveAnswer(stage: Stage, given: DemonstrationQuery) {
  const { viewer, query } = await queryFor(stage, given, given.asker, 'mail')
  await acceptArchive(stage.db, viewer, query, { item_id: query.item_id, once: undefined })
}
