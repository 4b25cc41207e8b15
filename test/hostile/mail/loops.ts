import { sql } from '../../../src/platform/db.ts'
import { deliver } from '../../faults/smtp.ts'
import type { Actor, World } from '../../world.ts'
import { expect, type Trial } from '../trial.ts'
import { CRLF, letterTo } from './letters.ts'

/** Programs that answer whatever comes, each in its own wrong way. */
const machines: { name: string; head: string[]; from: (actor: Actor) => string }[] = [
  { name: 'that says nothing of itself', head: [], from: ({ address }) => address },
  { name: 'that answers from another address', head: [], from: ({ address }) => address.replace('@', '.away@') },
  { name: 'that says what it is', head: ['Auto-Submitted: auto-replied'], from: ({ address }) => address },
  { name: 'of the old kind', head: ['Precedence: bulk', 'X-Autoreply: yes'], from: ({ address }) => address },
]

/** Two members on leave, whose machines answer every mail of ours, and so each other: what we send does not grow. */
export const mailLoops: Trial = {
  name: 'machines that answer every mail get one automatic answer a day, and nothing grows',
  async run(stage, attempt) {
    const { world } = stage
    const rounds = stage.short ? 8 : 100
    for (const machine of stage.short ? machines.slice(0, 2) : machines) {
      await skipMails(world)
      await letterTo(world, world.dee, `Leave of a machine ${machine.name}`)
      const sent: number[] = []
      for (let round = 0; round < rounds; round++) {
        sent.push(await playRound(world, machine, round))
        attempt.count()
      }
      const late = sent.slice(Math.ceil(rounds / 2)).reduce((sum, many) => sum + many, 0)
      const early = sent.slice(0, Math.ceil(rounds / 2)).reduce((sum, many) => sum + many, 0)
      expect(
        attempt,
        late <= early,
        `a machine ${machine.name}: ${early} mails in the first half, ${late} in the other`,
      )
      const most = await mostAnswersADay(world)
      expect(attempt, most <= 1, `a machine ${machine.name} got ${most} automatic answers in a day`)
      attempt.figure(`mails in ${rounds} rounds with a machine ${machine.name}`, early + late)
      await world.travel('9 days')
      await world.work()
      await skipMails(world)
    }
  },
}

const read = new WeakMap<World, number>()

async function playRound(world: World, machine: (typeof machines)[number], round: number): Promise<number> {
  const mails = await newMails(world)
  for (const { id, to_address, raw } of mails) {
    const actor = [world.dee, world.rao].find(({ address }) => address === to_address)
    if (!actor) continue
    const text = raw.toString()
    const to = /^Reply-To:[^<]*<([^>]+)>/im.exec(text)?.[1] ?? /^From:[^<]*<([^>]+)>/im.exec(text)?.[1]
    const subject = /^Subject: (.*)$/im.exec(text)?.[1] ?? ''
    const from = machine.from(actor)
    const head = [`From: ${from}`, `To: ${to}`, `Subject: Re: ${subject}`, `Message-ID: <${id}.${round}@away.example>`]
    const answer = [...head, ...machine.head, '', 'I have taken up another post.'].join(CRLF)
    if (to) await deliver(world.mailPort, { from, to, raw: answer })
  }
  await world.work()
  await world.travel('6 minutes')
  await world.work()
  return mails.length
}

async function newMails(world: World) {
  const { rows } = await sql<{ id: number; to_address: string; raw: Buffer }>`
    select id, to_address, raw from mailbox where id > ${read.get(world) ?? 0} order by id`.execute(world.db)
  read.set(world, rows.at(-1)?.id ?? read.get(world) ?? 0)
  return rows
}

async function skipMails(world: World) {
  await newMails(world)
}

async function mostAnswersADay({ db }: World): Promise<number> {
  const { rows } = await sql<{ most: string }>`
    select coalesce(max(count), 0) as most from (select count(*) from outbox
      where letter = 'mail.refused' group by person_id, send_after::date) days`.execute(db)
  return Number(rows[0]?.most)
}
