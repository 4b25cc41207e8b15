import { crawlPages, crawlSearch } from './crawl.ts'
import type { Ground } from './ground.ts'
import { type Asked, openCrawl } from './look.ts'
import { readMails, writeAllAgain } from './mails.ts'
import { turned } from './matrix.ts'
import {
  directoryWithoutMayKnow,
  endedLookCounts,
  endedMembershipCounts,
  endedSessionCounts,
  escapeInMail,
  fileWordsWithoutRoom,
  type Plant,
  roomWithoutMembers,
  searchWithoutViewer,
  streamAsksNothing,
  suggestionsWithoutViewer,
} from './plants.ts'
import { type Crawler, listKeys } from './routes.ts'
import { withdrawalCases } from './withdrawal-cases.ts'
import { tryWithdrawal } from './withdrawals.ts'
import { wordsIn, wordsToSearch } from './words.ts'

/** A planted bug, and how often it was found. */
export type Planted = { name: string; found: number }
type Field = Asked & { ground: Ground; crawlers: Crawler[] }
/** What is taken away, the steps that must then find something, and what kind of finding it is. */
type Trial = Plant & { kind: RegExp; steps: (field: Field) => Promise<unknown> }

/** With a rule taken away the same steps must find something. */
export async function tryPlants(field: Field, trials: Trial[]): Promise<Planted[]> {
  const planted: Planted[] = []
  for (const trial of trials) planted.push(await tryPlant(field, trial))
  return planted
}

async function tryPlant(field: Field, { name, plant, kind, steps }: Trial): Promise<Planted> {
  const crawl = openCrawl()
  const heal = await plant(field.world)
  await steps({ ...field, crawl, expected: { ...field.expected, seen: new Map() } }).finally(heal)
  return { name, found: crawl.findings.filter(({ what }) => kind.test(what)).length }
}

const some = (field: Field, ...names: string[]) => field.crawlers.filter(({ name }) => names.includes(name))
const OUTSIDE = ['anonymous', 'member of South']

const search = (columns?: RegExp) => (field: Field) => {
  const { canaries } = field.expected
  const inColumns = [...canaries].flatMap(([word, of]) =>
    [...of.columns].some((one) => columns?.test(one)) ? wordsIn(word) : [],
  )
  const words = columns ? inColumns.slice(0, 40) : wordsToSearch(canaries, false).slice(0, 60)
  return crawlSearch(field, some(field, ...OUTSIDE), words)
}

const pages =
  (most: number, names = OUTSIDE) =>
  async (field: Field) =>
    crawlPages(field, some(field, ...names), await listKeys(field.world), most)

const mails = async (field: Field) => readMails(field, await writeAllAgain(field.world))

const withdrawal = (wanted: string) => async (field: Field) => {
  const found = withdrawalCases(field.world, field.ground).find(({ name }) => name === wanted)
  if (!found) throw new Error(`No right is withdrawn by the name “${wanted}”`)
  await tryWithdrawal(field.world, found, field.crawl)
}

/** Somebody reads what a turned cell of the table forbids: the same pages, with another expectation. */
const turnedCell: Trial = {
  ...{ name: 'a-cell-of-the-matrix-turned', kind: /leak/, plant: async () => async () => {} },
  async steps(field) {
    const matrix = turned(field.expected.matrix, 'a room of the community', 'external')
    await pages(1, ['external member'])({ ...field, expected: { ...field.expected, matrix } })
  },
}

/** Those of the short form. */
export const FEW_PLANTS: Trial[] = [
  { ...searchWithoutViewer, kind: /leak|tells/, steps: search() },
  { ...roomWithoutMembers, kind: /leak/, steps: pages(2) },
  { ...streamAsksNothing, kind: /stream went on/, steps: withdrawal('was removed') },
  { ...endedMembershipCounts, kind: /still (seen|mailed)/, steps: withdrawal('has left') },
]

export const plantList: Trial[] = [
  ...FEW_PLANTS,
  { ...suggestionsWithoutViewer, kind: /leak/, steps: search(/thread\.title|item\.title/) },
  { ...fileWordsWithoutRoom, kind: /leak|tells/, steps: search(/file_text\.text/) },
  { ...directoryWithoutMayKnow, kind: /leak/, steps: pages(1) },
  { ...escapeInMail, kind: /escape/, steps: mails },
  { ...endedLookCounts, kind: /still seen/, steps: withdrawal('her look under break-glass has ended') },
  { ...endedSessionCounts, kind: /still seen/, steps: withdrawal('has signed out') },
  turnedCell,
]
