import { performance } from 'node:perf_hooks'
import { listRoutes } from '../../src/platform/http.ts'
import { stopPrinting } from '../../src/platform/pdf/queue.ts'
import { openWorld, type World } from '../world.ts'
import { type Canaries, fillCanaries } from './canaries.ts'
import { type Crawl, crawlForms, crawlPages, crawlSearch, openCrawl } from './crawl.ts'
import { listCrawlers } from './crawlers.ts'
import { layGround } from './ground.ts'
import { listenToLog } from './log.ts'
import { readMails, writeAllAgain } from './mails.ts'
import { followNameless } from './nameless.ts'
import { escapeInMail, type Plant, roomWithoutMembers, searchWithoutViewer } from './plants.ts'
import { createRules } from './reader-words.ts'
import { report, reportPlant } from './report.ts'
import { type Crawler, listKeys } from './routes.ts'
import { tryWithdrawals } from './withdrawals.ts'
import { wordsIn } from './words.ts'

const short = process.argv.includes('--short')
/** How many things of a kind are asked for on each route: all of them with --deep. */
const most = process.argv.includes('--deep')
  ? { pages: 1000, forms: 1000 }
  : short
    ? { pages: 3, forms: 1 }
    : { pages: 10, forms: 2 }
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
  const keys = await listKeys(world, ground)
  await crawlPages(asked, crawlers, keys, most.pages)
  await crawlForms(asked, crawlers, keys, most.forms)
  await crawlSearch(asked, short ? crawlers.filter((_, at) => at % 2 === 0) : crawlers, wordsToSearch(canaries))
  const pages = [ground.paths.withoutNames, ground.paths.gathering, '/communities/north/queries']
  await followNameless(world, ground.nameless, crawlers, pages, crawl)
  const withdrawals = await tryWithdrawals(world, ground, crawl)
  crawl.findings.push(...heard.findings(canaries))

  const routes = listRoutes(world.web).length
  report({ crawl, canaries, columns, crawlers, routes, mails, withdrawals, seconds: since(), short })
  await tryPlants(world, canaries, crawlers)
}

function since() {
  return Math.round((performance.now() - from) / 100) / 10
}

/** The first of each column; in the long form also every word that people used, which stands in several. */
function wordsToSearch(canaries: Canaries): string[] {
  const words = [...canaries].filter(([word]) => wordsIn(word).length > 0 && word.length === 13)
  const first = new Map(words.reverse().map(([word, { columns }]) => [[...columns].sort().join(' '), word]))
  const spoken = short ? [] : words.flatMap(([word, { columns }]) => (columns.size > 1 ? [word] : []))
  return [...new Set([...[...first.values()].reverse(), ...spoken])]
}

/** With a rule taken away the same steps must find something. */
async function tryPlants(world: World, canaries: Canaries, crawlers: Crawler[]) {
  const some = crawlers.filter(({ name }) => ['anonymous', 'member of South'].includes(name))
  const keys = await listKeys(world, undefined as never)
  await tryPlant(world, searchWithoutViewer, /leak|tells/, (crawl) =>
    crawlSearch({ world, canaries, crawl }, some, wordsToSearch(canaries).slice(0, 60)),
  )
  await tryPlant(world, roomWithoutMembers, /leak/, (crawl) => crawlPages({ world, canaries, crawl }, some, keys, 2))
  await tryPlant(world, escapeInMail, /escape/, async (crawl) => {
    await readMails(world, canaries, crawl, await writeAllAgain(world))
  })
}

async function tryPlant(world: World, { name, plant }: Plant, kind: RegExp, steps: (crawl: Crawl) => Promise<unknown>) {
  const crawl = openCrawl()
  const heal = await plant(world)
  await steps(crawl).finally(heal)
  reportPlant(
    name,
    crawl.findings.filter(({ what }) => kind.test(what)),
  )
}
