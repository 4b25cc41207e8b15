import { performance } from 'node:perf_hooks'
import { listRoutes } from '../../src/platform/http.ts'
import { stopPrinting } from '../../src/platform/pdf/queue.ts'
import { openWorld, type World } from '../world.ts'
import { fillCanaries } from './canaries.ts'
import { crawlForms, crawlPages, crawlSearch, openCrawl } from './crawl.ts'
import { listCrawlers } from './crawlers.ts'
import { layGround } from './ground.ts'
import { tryArchiveAddresses } from './locked-out.ts'
import { listenToLog } from './log.ts'
import { readMails, writeAllAgain } from './mails.ts'
import { followNameless } from './nameless.ts'
import { createRules } from './reader-words.ts'
import { report } from './report.ts'
import { listKeys } from './routes.ts'
import { tryPlants } from './try-plants.ts'
import { tryWithdrawals } from './withdrawals.ts'
import { wordsToSearch } from './words.ts'

const short = process.argv.includes('--short')
/** How many things of a kind are asked for on each route; with --deep all of them, and every word is searched for. */
const deep = process.argv.includes('--deep')
const most = deep ? { pages: 1000, forms: 1000 } : short ? { pages: 3, forms: 1 } : { pages: 10, forms: 3 }
const from = performance.now()
const heard = listenToLog()
const world = await openWorld()
try {
  await run(world)
} finally {
  await stopPrinting()
  await world.close()
}
process.exit(process.exitCode ?? 0)

async function run(world: World) {
  const ground = await layGround(world)
  await createRules(world.db)
  const { canaries, columns, missing } = await fillCanaries(world.db)
  const crawl = openCrawl()
  for (const column of missing) crawl.findings.push({ what: 'no canary', where: 'the harness', who: '', column })

  const again = await writeAllAgain(world)
  const mails = await readMails(world, canaries, crawl, again)
  const crawlers = await listCrawlers(world, ground)
  const asked = { world, canaries, crawl }
  const keys = await listKeys(world)
  await crawlPages(asked, crawlers, keys, most.pages)
  await crawlForms(asked, crawlers, keys, most.forms)
  await crawlSearch(asked, short ? crawlers.filter((_, at) => at % 2 === 0) : crawlers, wordsToSearch(canaries, deep))
  const pages = [ground.paths.withoutNames, ground.paths.gathering, '/communities/north/queries']
  await followNameless(world, ground.nameless, { readers: crawlers, paths: pages }, crawl)
  await tryArchiveAddresses(world, crawl)
  const plants = await tryPlants(world, canaries, crawlers)
  const withdrawals = await tryWithdrawals(world, ground, crawl)
  crawl.findings.push(...heard.findings(canaries))

  const routes = listRoutes(world.web).length
  report({ crawl, canaries, columns, crawlers, routes, mails, withdrawals, plants, seconds: since(), short })
}

function since() {
  return Math.round((performance.now() - from) / 100) / 10
}
