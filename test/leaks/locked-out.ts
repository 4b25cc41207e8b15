import { sql } from '../../src/platform/db.ts'
import type { World } from '../world.ts'
import type { Crawl } from './look.ts'

/** Whom only an archive knows is written to by nobody, and no sign-in is begun for her address. */
export async function tryArchiveAddresses(world: World, crawl: Crawl) {
  const { rows } = await sql<{ address: string }>`select address from archive_address`.execute(world.db)
  for (const { address } of rows) {
    crawl.requests++
    await world.submit(null, '/sign-in', '/sign-in', { address })
  }
  await world.work()
  for (const { address } of rows) {
    const isWrittenTo = (await world.mailsTo(address)).length > 0
    if (isWrittenTo)
      crawl.findings.push({ what: 'leak: a letter', where: 'mail', who: 'known from an archive', column: address })
  }
}
