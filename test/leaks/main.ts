import { performance } from 'node:perf_hooks'
import { listRoutes } from '../../src/platform/http.ts'
import { stopPrinting } from '../../src/platform/pdf/queue.ts'
import { openWorld, type World } from '../world.ts'
import { type Canaries, fillCanaries } from './canaries.ts'
import { type Crawl, crawlForms, crawlPages, crawlSearch, openCrawl } from './crawl.ts'
import { type Ground, layGround } from './ground.ts'
import { listenToLog } from './log.ts'
import { readMails, writeAllAgain } from './mails.ts'
import { followNameless } from './nameless.ts'
import { escapeInMail, type Plant, roomWithoutMembers, searchWithoutViewer } from './plants.ts'
import { createRules } from './reader-words.ts'
import { report, reportPlant } from './report.ts'
import { type Crawler, listKeys } from './routes.ts'
import { wordsIn } from './words.ts'

const short = process.argv.includes('--short')
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
  const crawlers = listCrawlers(ground)
  const asked = { world, canaries, crawl }
  const keys = await listKeys(world, ground)
  await crawlPages(asked, crawlers, keys, short ? 3 : 1000)
  await crawlForms(asked, crawlers, keys, short ? 1 : 1000)
  await crawlSearch(asked, short ? crawlers.filter((_, at) => at % 2 === 0) : crawlers, wordsToSearch(canaries))
  const pages = [ground.paths.withoutNames, ground.paths.gathering, '/communities/north/queries']
  await followNameless(world, ground.nameless, crawlers, pages, crawl)
  crawl.findings.push(...heard.findings(canaries))

  const routes = listRoutes(world.web).length
  report({ crawl, canaries, columns, crawlers, routes, mails, seconds: since(), short })
  await tryPlants(world, canaries, crawlers)
}

function since() {
  return Math.round((performance.now() - from) / 100) / 10
}

function listCrawlers({ dee, kit, fay, hal, ivy, eve, ned, ana }: Ground): Crawler[] {
  const crawler = (name: string, actor: Crawler['actor'], communities: string[] = [], desk: string[] = []) => ({
    ...{ name, actor, communities, desk },
  })
  return [
    crawler('anonymous', null),
    crawler('member', dee, ['north']),
    crawler('external member', kit, ['north']),
    crawler('member of South', fay, ['south']),
    crawler('former member', hal),
    crawler('removed, session open', ivy),
    crawler('coordinator of South', eve, ['south'], ['south']),
    crawler('network administrator', ned),
    crawler('coordinator', ana, ['north'], ['north']),
  ]
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
