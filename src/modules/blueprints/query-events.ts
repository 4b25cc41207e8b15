import { findCommunityById } from '../communities/index.ts'
import { agree, ask, askForChanges, listCandidates, nudgeMembers, shape } from '../queries/index.ts'
import type { DemonstrationQuery } from './demonstration.ts'
import type { Moments } from './moments.ts'
import { replyEvents } from './reply-events.ts'
import { type Event, need, playResponse, queryFor, type Stage } from './stage.ts'

/** Everything that happened to one query, each with its time. */
export function eventsOf(query: DemonstrationQuery, moments: Moments): Event[] {
  const { asked, timeline, responses, nudges } = query
  return [
    { at: moments.at(asked.fields.at ?? ''), act: (stage) => playAsking(stage, query) },
    ...timeline.shapes.map(
      (one, nth): Event => ({ at: moments.at(one.at), act: (stage) => playShaping(stage, query, nth) }),
    ),
    ...timeline.shapes.flatMap((one): Event[] =>
      one.answer && one.answered_at
        ? [{ at: moments.at(one.answered_at), act: (stage) => playAnswer(stage, query, one) }]
        : [],
    ),
    ...responses
      .filter(({ fields }) => !fields.additional)
      .map(
        (response): Event => ({
          at: moments.at(response.fields.at ?? ''),
          act: (stage) => playResponse(stage, query, response),
        }),
      ),
    ...groupNudges(nudges).map(
      ({ at, by, people }): Event => ({ at: moments.at(at), act: (stage) => playNudges(stage, query, by, people) }),
    ),
    ...replyEvents(query, moments),
  ]
}

async function playAsking(stage: Stage, query: DemonstrationQuery) {
  const { asked, asker } = query
  const viewer = await stage.viewer(asker, asked.fields.via === 'mail' ? 'mail' : 'page')
  const community = await findCommunityById(stage.db, need(stage.communities, query.community))
  const { key } = await ask(stage.db, viewer, community, {
    text: asked.text,
    title: asked.fields.subject,
    urgency: query.urgency,
    attribution: query.attribution,
    once: undefined,
  })
  stage.queries.set(query.key, key)
}

async function playShaping(stage: Stage, given: DemonstrationQuery, nth: number) {
  const round = given.timeline.shapes[nth]
  if (!round) return
  const { viewer, query } = await queryFor(stage, given, round.by)
  const { title, kinds, context, tried, purpose, sub_questions, attribution, urgency } = given
  const { level = null, place = null, decision_by, topics } = given
  await shape(stage.db, viewer, query, {
    ...{ title, kinds, context, tried, purpose, sub_questions, attribution, urgency, level, place },
    decision_by: decision_by == null ? null : stage.moments.day(decision_by),
    reply_by: given.timeline.reply_by === undefined ? null : stage.moments.day(given.timeline.reply_by),
    topics: topics.map((topic) => need(stage.topics, topic)),
    note: round.note,
    version: query.version,
    once: undefined,
  })
}

async function playAnswer(
  stage: Stage,
  given: DemonstrationQuery,
  { answer, answer_text = '' }: { answer?: string; answer_text?: string },
) {
  const { viewer, query } = await queryFor(stage, given, given.asker, 'mail')
  if (answer === 'ok') await agree(stage.db, viewer, query, { words: answer_text, once: undefined })
  else await askForChanges(stage.db, viewer, query, { words: answer_text, once: undefined })
}

type Nudge = DemonstrationQuery['nudges'][number]

/** Those asked at one moment were asked by one press of the button. */
function groupNudges(nudges: Nudge[]) {
  const groups = new Map<string, { at: string; by: string; people: string[] }>()
  for (const { at, by, person } of nudges) {
    const group = groups.get(`${at} ${by}`) ?? { at, by, people: [] }
    group.people.push(person)
    groups.set(`${at} ${by}`, group)
  }
  return [...groups.values()]
}

async function playNudges(stage: Stage, given: DemonstrationQuery, by: string, people: string[]) {
  const { viewer, query } = await queryFor(stage, given, by)
  const ask = people.map((handle) => need(stage.people, handle))
  const candidates = await listCandidates(stage.db, query)
  await nudgeMembers(stage.db, viewer, query, {
    ask: candidates.map(({ person_id }) => person_id).filter((id) => ask.includes(id)),
    strike: [],
    once: undefined,
  })
}
