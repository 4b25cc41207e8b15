import { sql } from '../../../src/platform/db.ts'
import type { LaidStage } from '../stage.ts'
import { expect, type Trial } from '../trial.ts'
import { type Break, breakAll, inRounds, listBreaks, mend, onceEach } from './breaks.ts'

/** T20: a morning passes beside each broken row; what was said on the day before comes to whoever reads by digest. */
export const brokenDigests: Trial<LaidStage> = {
  name: 'ASVS 16.5.3: one broken row keeps nobody’s digest back',
  async run(stage, attempt) {
    const { world, ground } = stage
    for (const reader of [ground.cho, ground.lea])
      await world.submit(reader, '/me/mail/north', '/me/mail/north', { delivery: 'digest' })
    await passDay(stage)
    const breaks = await listBreaks(world.db)
    for (const round of inRounds(stage.short ? onceEach(breaks) : breaks)) {
      const broken = await breakAll(world.db, round)
      if (broken.length === 0) continue
      const said = await passDay(stage)
      for (const { name, address } of [ground.cho, ground.lea]) {
        const { rows } =
          await sql`select from mailbox where to_address = ${address} and text like ${`%${said}%`}`.execute(world.db)
        expect(attempt, rows.length === 1, `${rows.length} digests for ${name} beside ${broken.map(nameOf).join(', ')}`)
      }
      for (const one of broken) await mend(world.db, one)
    }
  },
}

/** Something is said, and the next morning comes. */
async function passDay({ world }: LaidStage): Promise<string> {
  const title = `Beside ${crypto.randomUUID()}`
  const talk = '/communities/north/talk'
  await world.submit(world.ben, talk, talk, { title, body: 'It goes on.' })
  for (const time of ['6 minutes', '1 day']) {
    await world.work()
    await world.travel(time)
  }
  await world.work()
  return title
}

const nameOf = ({ table, name, value }: Break) => `${table}.${name} = ${value}`
