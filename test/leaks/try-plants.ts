import type { World } from '../world.ts'
import type { Canaries } from './canaries.ts'
import { type Crawl, crawlPages, crawlSearch, openCrawl } from './crawl.ts'
import { readMails, writeAllAgain } from './mails.ts'
import {
  directoryWithoutMayKnow,
  escapeInMail,
  fileWordsWithoutRoom,
  type Plant,
  roomWithoutMembers,
  searchWithoutViewer,
  suggestionsWithoutViewer,
} from './plants.ts'
import { type Crawler, listKeys } from './routes.ts'
import { wordsIn, wordsToSearch } from './words.ts'

/** A planted bug, and how often it was found. */
export type Planted = { name: string; found: number }

/** With a rule taken away the same steps must find something. */
export async function tryPlants(world: World, canaries: Canaries, crawlers: Crawler[]): Promise<Planted[]> {
  const some = crawlers.filter(({ name }) => ['anonymous', 'member of South'].includes(name))
  const keys = await listKeys(world)
  const wordsOf = (columns: RegExp) =>
    [...canaries]
      .flatMap(([word, of]) => ([...of.columns].some((one) => columns.test(one)) ? wordsIn(word) : []))
      .slice(0, 40)
  const search = (words: string[]) => (crawl: Crawl) => crawlSearch({ world, canaries, crawl }, some, words)
  const pages = (most: number) => (crawl: Crawl) => crawlPages({ world, canaries, crawl }, some, keys, most)
  const mails = async (crawl: Crawl) => readMails(world, canaries, crawl, await writeAllAgain(world))
  const first = wordsToSearch(canaries, false).slice(0, 60)
  return [
    await tryPlant(world, searchWithoutViewer, /leak|tells/, search(first)),
    await tryPlant(world, suggestionsWithoutViewer, /leak/, search(wordsOf(/thread\.title|item\.title/))),
    await tryPlant(world, fileWordsWithoutRoom, /leak|tells/, search(wordsOf(/file_text\.text/))),
    await tryPlant(world, directoryWithoutMayKnow, /leak/, pages(1)),
    await tryPlant(world, roomWithoutMembers, /leak/, pages(2)),
    await tryPlant(world, escapeInMail, /escape/, mails),
  ]
}

async function tryPlant(
  world: World,
  { name, plant }: Plant,
  kind: RegExp,
  steps: (crawl: Crawl) => Promise<unknown>,
): Promise<Planted> {
  const crawl = openCrawl()
  const heal = await plant(world)
  await steps(crawl).finally(heal)
  return { name, found: crawl.findings.filter(({ what }) => kind.test(what)).length }
}
