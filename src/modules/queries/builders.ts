import type { Actor, World } from '../../../test/world.ts'
import { setTime } from '../../platform/clocks.ts'
import { now, sql } from '../../platform/db.ts'

/** Monday 2 March 2026, nine in the morning in India: a whole working week lies ahead. */
export const monday = new Date('2026-03-02T03:30:00Z')

/** Sets the clock of this world, and keeps its browsers signed in. */
export async function setMoment({ db }: World, moment: Date | string) {
  await setTime(db, new Date(moment))
  await db.updateTable('session').set({ seen_at: now }).execute()
}

/** How each test of a file begins: nothing is left of those before it, and the week has just begun. */
export async function startOver(world: World) {
  await clear(world)
  await setMoment(world, monday)
}

/** Ends what former tests have left, so that every asker may ask and the week has all its places. */
export async function clear({ db, work }: World) {
  await work()
  await db
    .updateTable('query')
    .set({ state: 'withdrawn', posted_at: sql<Date>`posted_at - interval '1 year'` })
    .execute()
  await db.updateTable('clock').set({ worked_at: now }).where('worked_at', 'is', null).execute()
  await db.deleteFrom('automatic_answer').execute()
}

/** What waits goes out, then the time passes, and what has come due goes out too. */
export async function pass(world: World, time = '5 minutes') {
  await world.work()
  await world.travel(time)
  await world.work()
}

const NEW = '/communities/north/queries/new'
export const question = 'How do I get village water committees to meet after the first two years? They stop.'

/** Asks on the page; gives the path of the query. */
export async function ask(world: World, asker: Actor, fields: Record<string, string | string[]> = {}): Promise<string> {
  const answer = await world.submit(asker, NEW, NEW, { text: question, ...fields })
  const path = answer.headers.get('location')?.split('?')[0]
  if (answer.status !== 303 || !path) throw new Error(`Not asked: ${answer.status} ${words(await answer.text())}`)
  return path
}

export const wording = {
  title: 'How did you keep village water committees alive?',
  kinds: ['experiences', 'examples'],
  context: 'Committees meet for two years and then stop.',
  question_1: 'Who calls the meeting?',
  urgency: 'normal',
  attribution: 'named',
  topics: ['1'],
}

/** Words the query at the desk and sends it to its asker. */
export function shape(world: World, path: string, fields: Record<string, string | string[]> = {}, by = world.ana) {
  return world.submit(by, `${path}/shape`, `${path}/shape`, { ...wording, ...fields })
}

export function agree(world: World, asker: Actor, path: string) {
  return world.submit(asker, `${path}/agreement`, `${path}/agreement`, { answer: 'ok' })
}

/** A query that went all the way to the members, with its letters sent; gives its path. */
export async function postQuery(
  world: World,
  asker: Actor,
  fields: Record<string, string | string[]> = {},
): Promise<string> {
  const path = await ask(world, asker)
  const steps = [await shape(world, path, fields), await agree(world, asker, path)]
  for (const step of steps) if (step.status !== 303) throw new Error(`${step.status} ${words(await step.text())}`)
  await world.work()
  return path
}

export function respond(
  world: World,
  by: Actor,
  path: string,
  body: string,
  fields: Record<string, string | File> = {},
) {
  return world.submit(by, path, `${path}/responses`, { body, wish: 'name', ...fields })
}

export const keyOf = (path: string) => path.split('/').at(-1) ?? ''

export function findRow({ db }: World, path: string) {
  return db.selectFrom('query').selectAll().where('key', '=', keyOf(path)).executeTakeFirstOrThrow()
}

export async function stateOf(world: World, path: string) {
  return (await findRow(world, path)).state
}

/** The newest letter to somebody with these words in its subject; those of one round of work come in any order. */
export async function letterTo(world: World, actor: Actor, subject: RegExp) {
  const letters = await world.mailsTo(actor)
  const letter = letters.filter((one) => subject.test(one.subject)).at(-1)
  if (!letter) throw new Error(`${actor.name} has no letter ${subject}, but ${letters.map((one) => one.subject)}`)
  return letter
}

/** What stands on a page, without its marks. */
export function words(html: string): string {
  const body = html.replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ')
  const signs: [string, string][] = [
    ['&quot;', '"'],
    ['&#39;', "'"],
    ['&lt;', '<'],
    ['&gt;', '>'],
    ['&amp;', '&'],
  ]
  return signs
    .reduce((text, [sign, mark]) => text.replaceAll(sign, mark), body)
    .replace(/\s+/g, ' ')
    .trim()
}

/** What a field of a page holds: the words of a text area or a line, or what is chosen. */
export function typedIn(html: string, name: string): string | undefined {
  const area = new RegExp(`<textarea[^>]* name="${name}"[^>]*>\\n?([^<]*)</textarea>`).exec(html)
  const lines = [...html.matchAll(new RegExp(`<input[^>]* name="${name}"[^>]*>`, 'g'))].map(([tag]) => tag)
  const line = lines.find((tag) => !/type="(radio|checkbox)"/.test(tag) || /checked/.test(tag))
  return area?.[1] ?? / value="([^"]*)"/.exec(line ?? '')?.[1]
}
