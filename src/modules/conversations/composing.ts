import type { Db } from '../../platform/db.ts'
import { Refused } from '../../platform/errors.ts'
import type { Problems, Typed } from '../../platform/http.ts'
import { t } from '../../platform/i18n.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { Community } from '../communities/index.ts'
import { type KeptFile, keepAttachments, readUploads } from './attachments.ts'
import { asksEveryone, findNamed, type Member } from './mentions/names.ts'
import { may } from './policy.ts'
import type { Thread } from './reads.ts'

/** A form that has to come back: what is wrong with it, what was typed, and what has to be chosen first. */
export type Tried = { problems: Problems; typed: Typed; unclear?: Member[][]; everyone?: number }

/** Where words go: a thread, or the room in which one begins. */
export type Room = Pick<Thread, 'community_id' | 'room_id' | 'reach' | 'staff_only' | 'room_attribution'>

export function roomOf({ id, room_id, reach, staff_only, attribution }: Community): Room {
  return { community_id: id, room_id, reach, staff_only, room_attribution: attribution }
}

type Words = { body: string; told: string[]; everyone: number; draft?: string; once?: string }
type Sent<W> = { values: W; typed: Typed; files: File[] }
type Ready<W> =
  | { tried: Tried }
  | { tried?: undefined; words: Omit<W, 'everyone'> & { everyone: boolean; attachments: KeptFile[] } }

/** What was sent, ready to be posted; or the form again, with all that is to be settled before. */
export async function prepare<W extends Words>(
  db: Db,
  viewer: Viewer,
  { room, members }: { room: Room; members: number },
  { values, typed, files }: Sent<W>,
): Promise<Ready<W>> {
  const { problems, ...choices } = await settleNames(db, viewer, { room, members }, values)
  if (Object.keys(problems).length > 0) return { tried: { problems, typed, ...choices } }
  try {
    const nameless = room.room_attribution === 'unattributed'
    const attachments = await keepAttachments(await readUploads(files), { nameless })
    return { words: { ...values, everyone: values.everyone > 0, attachments } }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { tried: { problems: { files: error.message }, typed } }
  }
}

/** Which of two members of one name she means, and whether all are to be told. */
export async function settleNames(
  db: Db,
  viewer: Viewer,
  { room, members }: { room: Room; members: number },
  words: Pick<Words, 'body' | 'told' | 'everyone'>,
) {
  const { unclear } = await findNamed(db, room, words.body, words.told)
  const problems: Problems = {}
  if (unclear.length > 0) problems.told = t('More than one member has this name. Choose who is meant.')
  const asksAll = asksEveryone(words.body)
  if (asksAll && !may.askEveryone(viewer, room))
    problems.body = t('Only a coordinator can ask everyone at once. Ask members by their names.')
  else if (asksAll && words.everyone !== members)
    problems.everyone = t('This tells all {count} members at once. Confirm it, or take “@everyone” out.', {
      count: members,
    })
  return { problems, unclear, everyone: problems.everyone ? members : undefined }
}

/** Says how many are told at once, beside how many read it. */
export async function reachInWords(db: Db, room: Room, members: number, body: string): Promise<string> {
  const { people, unclear } = await findNamed(db, room, body)
  const told = people.length + unclear.length
  if (told === 0) return ''
  return t(
    '{told, plural, one {One person is} other {# people are}} told at once; {members, plural, one {one person reads} other {# people read}} it.',
    {
      told,
      members,
    },
  )
}
