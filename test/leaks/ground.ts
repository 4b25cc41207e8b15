import { randomBytes } from 'node:crypto'
import { sql } from '../../src/platform/db.ts'
import type { Actor, World } from '../world.ts'
import { layArchive } from './archive-life.ts'
import { type Cast, gatherCast } from './cast.ts'
import { docxFile, pdfFile, textFile } from './documents.ts'
import { layDoors } from './doors-life.ts'
import { layLibrary } from './library-life.ts'
import { layPeople } from './people-life.ts'
import { queryLife } from './query-life.ts'
import { layRooms } from './rooms-life.ts'
import { layDesk } from './talk-life.ts'
import { layWaysIn } from './ways-in-life.ts'
import { newWord, say } from './words.ts'

export type Ground = Awaited<ReturnType<typeof layGround>>

/**
 * A network in full swing, made by the members' own forms and mails, with a word of ours in each text: queries in every
 * state, responses under name and without, talk, files, invitations, a held mail. Hal has left North, Ivy was removed.
 */
export async function layGround(world: World) {
  const cast = await gatherCast(world)
  const paths = await layQueries(world, cast)
  const talk = await layTalk(world, cast)
  await layRest(world, cast, paths)
  await layFiles(world, cast)
  await layPeople(world, cast, say)
  await layLibrary(world, cast, say)
  await layDoors(world, cast)
  await layArchive(world)
  await layDesk(world, cast, talk)
  await layRooms(world, cast)
  await layWaysIn(world, cast)
  const nameless = await layNameless(world, cast, paths)
  await layStates(world, cast)
  return { ...cast, paths, talk, nameless }
}

/** A file of people that waits for its confirmation, and a move that waits for a yes. */
async function layFiles(world: World, { ana, dee }: Cast) {
  const path = '/communities/north/invitations/files'
  const text = `name,address,organisation\n${say('Ina')},ina.file@example.org,${say('Office')}\n,nameless@example.org,\n`
  await world.submit(ana, path, path, { file: new File([text], `${say('file')}.csv`), why: say('We met.') })
  await sql`insert into transfer (person_id, to_id, is_new_posting, designation, organisation, by_id)
    values (${dee.id}, ${world.south.id}, true, ${say('Director')}, ${say('Office')}, ${ana.id})`.execute(world.db)
}

async function layQueries(world: World, cast: Cast) {
  const { ana, ben, cho, dee, eve, fay, hal, lea, mia, pia, sam, tia, uma, vic, ivy } = cast
  const life = queryLife(world, 'north', ana)
  const south = queryLife(world, 'south', eve)
  const words = (extra = {}) => ({
    ...{ title: say('How did').replace(/ it is\.$/, ' go on?'), context: say('They stop.'), tried: say('We tried.') },
    ...{ purpose: say('For the plan.'), question_1: say('Who?'), place: say('Pauri'), note: say('Shorter now.') },
    ...extra,
  })
  const respond = async (path: string) => {
    await life.respond(lea, path, { body: say('We paid a fitter.') })
    await life.respond(ivy, path, { body: say('We did not.'), wish: 'organisation' })
    await ripen(world)
  }

  const published = await life.post(hal, say('How do committees live?'), words())
  await respond(published)
  await life.close(published)
  await life.compile(published, say('Pay first [1].'))
  await life.show(published)
  await life.review(hal, published, say('Very good.'))
  const item = (await life.publish(published)).split('?')[0] ?? ''
  for (const one of [cho, dee]) await life.press(one, item, `${item}/use`, { used: 'yes', line: say('We did it.') })

  const inReview = await life.post(pia, say('How do schools live?'), words())
  const consolidating = await life.post(mia, say('How do wells live?'), words())
  const gathering = await life.post(ben, say('How do roads live?'), words())
  const withoutNames = await life.post(uma, say('What do you pay?'), words({ attribution: 'unattributed' }))
  await respond(inReview)
  await respond(consolidating)
  await life.respond(dee, gathering, { body: say('With gravel.'), files: pdfFile() })
  await life.close(inReview)
  await life.compile(inReview, say('Teach first [1].'))
  await life.show(inReview)
  await life.close(consolidating)
  await life.compile(consolidating, say('Dig first [1].'))
  const query = gathering
  await life.press(ana, `${query}/nudges`, `${query}/nudges`, { ask: [String(lea.id)], shown: [String(lea.id)] })

  const draft = await life.ask(ben, say('My next question, what of bridges?'))
  const submitted = await life.ask(cho, say('What of ferries, does anybody know?'), say('To cross.'))
  const shaping = await life.ask(lea, say('What of boats, does anybody know?'))
  await life.shape(shaping, words())
  await life.askForChanges(lea, shaping, say('Not so.'))
  await life.shape(shaping, words())
  const withdrawn = await life.ask(sam, say('What of rafts, does anybody know?'))
  await life.press(sam, `${withdrawn}/withdrawal`, `${withdrawn}/withdrawal`, { reason: say('Found it.') })
  const declined = await life.ask(tia, say('What of rope, does anybody know?'))
  await life.press(ana, `${declined}/shape`, `${declined}/refusal`, { reason: say('Not ours.') })
  const redirected = await life.ask(vic, say('What of sails, does anybody know?'))
  await life.press(ana, `${redirected}/shape`, `${redirected}/redirection`, { reason: say('Ask the port.') })

  const ofSouth = await south.post(fay, say('How is the south?'), words())
  await south.respond(eve, ofSouth, { body: say('It is well.') })
  await world.mail(mia, 'north@copse.test', say('A mailed question'), say('What of anchors, does anybody know?'))
  await ripen(world)
  const all = {
    published,
    inReview,
    consolidating,
    gathering,
    withoutNames,
    submitted,
    shaping,
    withdrawn,
    declined,
    redirected,
  }
  return { ...all, draft, ofSouth, item }
}

/** Undo times pass, and everything that is due is done. */
export async function ripen(world: World) {
  await world.travel('6 minutes')
  await world.work()
}

async function layTalk(world: World, { ben, dee, yan }: Cast) {
  const { press } = queryLife(world, 'north', ben)
  const list = '/communities/north/talk'
  const open = await press(ben, list, list, { title: say('Talk'), body: say('I say this.'), files: textFile() })
  await press(dee, open, `${open}/posts`, { body: say('And I say that.') })
  const staff = await press(ben, list, list, {
    title: say('Among us'),
    body: say('Only for staff.'),
    files: docxFile(),
  })
  await ripen(world)
  await press(dee, open, `${open}/posts`, { body: say('What is withdrawn.'), files: textFile() })
  await press(yan, open, `${open}/posts`, { body: say('What is held.') })
  await press(dee, open, `${open}/posts`, { body: say('What waits.') })
  await ripen(world)
  return { open, staff }
}

async function layRest(world: World, { ben, eve, gus, dee }: Cast, { gathering }: { gathering: string }) {
  const { press } = queryLife(world, 'north', ben)
  const page = '/communities/north/invitation'
  await press(ben, page, page, { name: 'Eve', address: eve.address, why: say('She knows wells.') })
  await press(ben, page, page, { name: say('Ira'), address: 'ira@example.org', why: say('She knows roads.') })
  await press(dee, '/sign-in', '/sign-in', { address: dee.address }).catch(() => signInAs(world, dee))
  await world.work()
  const letter = (await world.mailsTo(dee)).find(({ replyTo }) => replyTo.startsWith('r-'))
  if (letter) await world.reply({ ...gus }, say('I am not Dee.'), letter)
  await world.work()
  return gathering
}

/** Somebody signed in has no form of signing in: she asks from another browser. */
async function signInAs(world: World, { address }: Actor) {
  await world.submit(null, '/sign-in', '/sign-in', { address, next: '/today' })
}

/** Zoe on the page and Yan by mail answer without names; nothing may lead from the words to them. */
async function layNameless(
  world: World,
  { zoe, yan }: Cast,
  { withoutNames, gathering }: Record<'withoutNames' | 'gathering', string>,
) {
  const life = queryLife(world, 'north', zoe)
  const [byPage, byMail, inNamed] = [newWord(), newWord(), newWord()]
  await life.respond(zoe, withoutNames, { body: `We round up, ${byPage}.`, wish: 'unattributed' })
  await life.respond(zoe, gathering, { body: `We never measure, ${inNamed}.`, wish: 'unattributed' })
  const key = withoutNames.split('/').at(-1)
  const letter = (await world.mailsTo(yan)).find(({ raw }) => raw.includes(key ?? ''))
  if (!letter) throw new Error('Yan got no letter of the query without names')
  const named = (await world.mailsTo(world.dee)).find(({ raw }) => raw.includes(gathering.split('/').at(-1) ?? ''))
  if (named) await world.reply(world.dee, say('We ask by mail.'), named)
  await world.reply(yan, `We round down, ${byMail}.`, letter)
  await world.work()
  await ripen(world)
  return [
    { word: byPage, author: zoe },
    { word: inNamed, author: zoe },
    { word: byMail, author: yan },
  ]
}

/** What no form makes: a room for staff, a post withdrawn or held; and Hal and Ivy are not of North any more. */
async function layStates({ db, north }: World, { hal, ivy, sid }: Cast) {
  await sql`insert into room (community_id, staff_only) values (${north.id}, true)`.execute(db)
  await sql`update thread set room_id = (select id from room where staff_only) where title like 'Among us%'`.execute(db)
  await sql`update search_entry set room_id = (select id from room where staff_only) where title like 'Among us%'`.execute(
    db,
  )
  await sql`update post set state = 'withdrawn' where body like 'What is withdrawn%'`.execute(db)
  await sql`update post set state = 'held' where body like 'What is held%'`.execute(db)
  await sql`update post set state = 'waiting', undo_hash = ${randomBytes(32).toString('base64url')} where body like 'What waits%'`.execute(
    db,
  )
  await sql`delete from search_entry where kind = 'post' and subject_id in (select id from post where state in ('withdrawn', 'held', 'waiting'))`.execute(
    db,
  )
  await sql`update membership set state = 'left', until = app_now() where person_id = ${hal.id}`.execute(db)
  await sql`update membership set state = 'removed', until = app_now() where person_id = ${ivy.id}`.execute(db)
  await sql`update person set state = 'suspended' where id = ${sid.id}`.execute(db)
  await sql`update inbound_mail set state = 'held', reason = 'unproven' where community_id = ${north.id}`.execute(db)
  await sql`insert into setting (name, value) values ('planted', 'planted') on conflict do nothing`.execute(db)
  await sql`insert into planted (name, document) values ('planted', '{}') on conflict do nothing`.execute(db)
  await sql`insert into search_word (word) values (${newWord()})`.execute(db)
  await sql`insert into automatic_answer (address, day) values (${hal.address}, current_date) on conflict do nothing`.execute(
    db,
  )
}
