import type { LaidStage } from '../stage.ts'
import { type Attempt, expect } from '../trial.ts'
import { formulasIn } from './formulas.ts'
import { openTab, policyOf, type Tab } from './opening.ts'
import { type Read, readAll } from './reading.ts'
import type { Seen } from './stored.ts'

/**
 * Reads all there is as a browser reads it, and opens what shows a column where none was opened for it yet: anywhere, or
 * on that route.
 */
export async function openPages(stage: LaidStage, attempt: Attempt, seen: Seen, { onEveryRoute = false } = {}) {
  const shown = await stage.shown()
  const tabs = await Promise.all([1, 2].map(() => openTab(stage.world, shown, stage.ground.ana)))
  const pages: Read[] = []
  for await (const read of readAll(stage)) {
    const { answer, address, type, columns } = read
    expect(attempt, answer.status < 500, `${address}: ${answer.status}`)
    for (const column of columns) seen.columns.add(column)
    if (!type.startsWith('text/html')) lookIntoFile(attempt, read, seen)
    // What is refused says no more than the frame of the page, which stands around all others.
    else if (columns.length === 0 || answer.status >= 400) say(attempt, read, policyOf(answer.headers))
    else pages.push(read)
  }
  await Promise.all(tabs.map((tab) => readEach(tab, pages.values(), attempt)))
  const toOpen = choose(pages, onEveryRoute)
  await Promise.all(tabs.map((tab) => openEach(tab, toOpen.values(), attempt)))
  for (const tab of tabs) await tab.close()
  seen.read += pages.length
  seen.pages += toOpen.length
}

/** The fullest first, as long as one shows what no other has shown. */
function choose(pages: Read[], onEveryRoute: boolean): Read[] {
  const shown = new Set<string>()
  const fullest = [...pages].sort((one, other) => other.columns.length - one.columns.length)
  return fullest.filter(({ path, columns }) => {
    const all = onEveryRoute ? columns.map((column) => `${path} ${column}`) : columns
    const fresh = all.filter((one) => !shown.has(one))
    for (const one of fresh) shown.add(one)
    return fresh.length > 0
  })
}

async function readEach(tab: Tab, pages: Iterator<Read> & Iterable<Read>, attempt: Attempt) {
  for (const read of pages) {
    attempt.count()
    say(attempt, read, await tab.read(read.answer.body.toString()))
  }
}

async function openEach(tab: Tab, pages: Iterator<Read> & Iterable<Read>, attempt: Attempt) {
  for (const read of pages) {
    const opened = await tab
      .open(read.address, read.answer)
      .catch((error) => ({ wrong: [`did not open: ${error.message}`] }))
    attempt.count()
    say(attempt, read, opened?.wrong ?? [])
  }
}

function say(attempt: Attempt, { address }: Read, wrong: string[]) {
  for (const what of new Set(wrong)) attempt.wrong(`${address.replace(/[0-9a-z]{16}/g, ':key')} ${what}`)
}

/** What is no page is taken for none by any browser, and no cell of a table for a formula. */
function lookIntoFile(attempt: Attempt, read: Read, seen: Seen) {
  const { answer, address, type, columns } = read
  if (answer.status !== 200) return
  expect(attempt, answer.headers.get('x-content-type-options') === 'nosniff', `${address} may be taken for a page`)
  if (columns.length === 0) return
  seen.files++
  if (type.startsWith('text/csv')) say(attempt, read, formulasIn(answer.body.toString()))
}
