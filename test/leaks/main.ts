import { performance } from 'node:perf_hooks'
import { listRoutes } from '../../src/platform/http.ts'
import { stopPrinting } from '../../src/platform/pdf/queue.ts'
import { endStreams } from '../../src/platform/streams.ts'
import { options } from '../support/harness-options.ts'
import { openWorld, type World } from '../world.ts'
import { fillCanaries } from './canaries.ts'
import { listCells, listUncovered } from './cells.ts'
import { createClaims } from './claims.ts'
import { crawlForms, crawlPages, crawlSearch } from './crawl.ts'
import { listCrawlers } from './crawlers.ts'
import type { Expected } from './expected.ts'
import { type Ground, layGround } from './ground.ts'
import { tryArchiveAddresses } from './locked-out.ts'
import { listenToLog } from './log.ts'
import { type Asked, openCrawl } from './look.ts'
import { readMails, writeAllAgain } from './mails.ts'
import { readMatrix } from './matrix.ts'
import { followNameless } from './nameless.ts'
import { report, reportPlant } from './report.ts'
import { type Crawler, listKeys } from './routes.ts'
import { readStanding } from './standing.ts'
import { crawlStreams } from './streams.ts'
import { FEW_PLANTS, plantList, tryPlants } from './try-plants.ts'
import { wander } from './wander.ts'
import { tryWithdrawals } from './withdrawals.ts'
import { wordsToSearch } from './words.ts'

const { short, deep, planted, minutes } = options
console.log(`seed ${options.seed}`)
/** How many things of a kind are asked for on each route; with --deep all of them, and every word is searched for. */
const most = deep ? { pages: 1000, forms: 20 } : short ? { pages: 3, forms: 1 } : { pages: 10, forms: 3 }
const from = performance.now()
const heard = listenToLog()
const world = await openWorld()
try {
  await run(world)
} finally {
  endStreams()
  await stopPrinting()
  await world.close()
}
process.exit(process.exitCode ?? 0)

async function run(world: World) {
  await createClaims(world.db)
  const ground = await layGround(world)
  say('the ground is laid')
  const crawlers = await listCrawlers(world, ground)
  const { canaries, columns, ...lacking } = await fillCanaries(world.db)
  const standing = await readStanding(world.db)
  const expected: Expected = { canaries, standing, matrix: readMatrix(), seen: new Map() }
  const asked: Asked = { world, expected, crawl: openCrawl() }
  noteLacking(asked, lacking)
  if (planted) return (await tryPlants({ ...asked, ground, crawlers }, plantList)).forEach(reportPlant)

  const mails = await readMails(asked, await writeAllAgain(world))
  say('mails are read')
  await crawlAll(asked, crawlers, ground)
  const cells = listCells(expected)
  asked.crawl.findings.push(...listUncovered(expected, crawlers))
  const plants = await tryPlants({ ...asked, ground, crawlers }, short ? FEW_PLANTS : plantList)
  say('bugs are planted')
  const withdrawals = await tryWithdrawals(world, ground, asked.crawl)
  asked.crawl.findings.push(...(await heard.findings(world, canaries, crawlers)))
  const routes = listRoutes(world.web).length
  report({ ...asked, columns, crawlers, routes, mails, withdrawals, plants, cells, seconds: since(), short })
}

async function crawlAll(asked: Asked, crawlers: Crawler[], { paths, nameless }: Ground) {
  const { world, expected, crawl } = asked
  const keys = await listKeys(world)
  await crawlPages(asked, crawlers, keys, most.pages)
  say(`pages are crawled, ${crawl.requests} requests`)
  await crawlStreams(asked, crawlers, keys)
  await crawlForms(asked, crawlers, keys, most.forms)
  say(`forms are tried, ${crawl.requests} requests`)
  const searching = short ? crawlers.filter((_, at) => at % 2 === 0) : crawlers
  await crawlSearch(asked, searching, wordsToSearch(expected.canaries, deep))
  const pages = [paths.withoutNames, paths.gathering, '/communities/north/queries']
  say(`words are searched for, ${crawl.requests} requests`)
  await followNameless(world, nameless, { readers: crawlers, paths: pages }, crawl)
  await tryArchiveAddresses(world, crawl)
  await wander(asked, crawlers, keys, minutes)
}

function noteLacking({ crawl }: Asked, { missing, unknown }: Record<'missing' | 'unknown', string[]>) {
  const note = (what: string, column: string) =>
    crawl.findings.push({ what, where: 'the harness', who: 'test/leaks', column })
  for (const column of missing) note('no canary', column)
  for (const table of unknown) note('no rule', table)
}

/** A long run shows how far it is. */
function say(sentence: string) {
  console.log(`       ${since()} s: ${sentence}`)
}

function since() {
  return Math.round((performance.now() - from) / 100) / 10
}
