import type { Problem, Rule } from '../faults/check.ts'
import { say } from '../faults/report.ts'
import { options } from '../support/harness-options.ts'
import { type Figures, figuresOf, recoveryOf } from './figures.ts'
import type { Noted } from './notes.ts'
import { writePage } from './page.ts'
import type { Phase } from './phase.ts'

export type Ran = {
  /** Things a second that the machine can do, and the rated load; 0 where no times are taken. */
  most: number
  rate: number
  rated: Phase
  tenfold: Phase
  again: Phase
  /** A few people beside slow senders, after others have strayed. */
  beside: Phase
  slowOnes: number
  health: { asked: number; sick: string[] }
  noted: Noted
  problems: Problem[]
}

/** What a plant must break: each line as it is said. */
export const LINES = {
  kept: 'what was acknowledged is there once, and its letters have gone (ASVS 2.3.3)',
  early: 'what is acknowledged stands in the database at that moment (ASVS 2.3.3)',
  served: 'at rated load nobody is refused',
  bounded: 'ten times the load is refused in part (ASVS 15.2.2)',
  polite: 'whoever is refused is told with 503, and when to come again; nobody is left without an answer',
  soon: 'a refusal comes sooner than a page',
  health: 'the health of the program can be asked meanwhile',
  again: 'afterwards nobody is refused',
  beside: 'who strays, goes away or sends slowly keeps no place (ASVS 2.4.1)',
}

const LOST: Rule[] = ['lost', 'doubled', 'numbers', 'owed', 'mailLost', 'waiting']

/** What each line rests on. */
type Seen = { ran: Ran; before: Figures; during: Figures; after: Figures; besides: Figures; lost: string[] }

export function report(ran: Ran) {
  const seen = {
    ran,
    before: figuresOf(ran.rated),
    during: figuresOf(ran.tenfold),
    after: figuresOf(ran.again),
    besides: figuresOf(ran.beside),
    lost: ran.problems.filter(({ rule }) => LOST.includes(rule)).map(({ what }) => what),
  }
  for (const [name, one] of phasesOf(seen)) console.log(`       ${name}: ${lineOf(one)}`)
  for (const [name, figure] of figuresIn(seen)) console.log(`       ${name}: ${figure}`)
  judgeKept(seen)
  judgeServed(seen)
  if (options.short) return
  judgeTimes(seen)
  const [most, rate, seconds] = [ran.most, ran.rate, ran.rated.seconds]
  const holds = !process.exitCode
  writePage({ most, rate, seconds, phases: phasesOf(seen), figures: figuresIn(seen), holds })
}

function judgeKept({ ran: { noted }, lost }: Seen) {
  say(lost.length === 0 && noted.acknowledged.length > 0, LINES.kept, lost)
  say(noted.early.length === 0, LINES.early, noted.early)
}

function judgeServed({ ran, before, during, after, besides }: Seen) {
  const faults = [...new Set(ran.noted.faults)]
  const isBesideServed = besides.done > 0 && unserved(besides) === 0
  say(unserved(before) === 0, LINES.served, [lineOf(before)])
  say(during.refused > 0, LINES.bounded, [lineOf(during)])
  say(faults.length === 0, LINES.polite, faults)
  say(during.refused === 0 || during.refusedP50 < during.p50, LINES.soon, [lineOf(during)])
  say(ran.health.asked > 0 && ran.health.sick.length === 0, LINES.health, [...new Set(ran.health.sick)])
  say(after.done > 0 && unserved(after) === 0, LINES.again, [lineOf(after)])
  say(isBesideServed && ran.slowOnes > 0, LINES.beside, [`${lineOf(besides)}; ${ran.slowOnes} slow ones`])
}

const unserved = ({ refused, later, failed }: Figures) => refused + later + failed

/** On a machine that does the whole suite beside it, times say nothing. */
function judgeTimes({ ran, before, during }: Seen) {
  const share = during.done / before.done
  const back = recoveryOf(ran.again, before.p95)
  say(share >= 0.9, 'at ten times the load as much is served as before', [percent(share)])
  const isSoon = during.refused > 0 && during.refusedP95 <= 100
  say(isSoon, 'of twenty refusals 19 come within 100 ms', [`${during.refusedP95.toFixed(0)} ms`])
  say(back <= 5, 'all is as before within five seconds', [`${back} s`])
}

const percent = (share: number) => `${Math.round(100 * share)} %`

function lineOf({ done, refused, later, failed, p50, p95, refusedP50, refusedP95 }: Figures): string {
  const counts = [done, refused, later, failed].map((one) => one.toFixed(1))
  const rates = `${counts[0]} done, ${counts[1]} refused, ${counts[2]} mails later, ${counts[3]} without answer a second`
  const times = `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`
  return `${rates}; ${times}; refusals p50 ${refusedP50.toFixed(0)} ms, p95 ${refusedP95.toFixed(0)} ms`
}

function phasesOf({ ran, before, during, after, besides }: Seen): [string, Figures][] {
  return [
    ['rated load', before],
    ['ten times that', during],
    ['rated load again', after],
    [`four at a time, beside ${ran.slowOnes} slow senders`, besides],
  ]
}

function figuresIn({ ran, before, during, lost }: Seen): [string, string][] {
  const back = recoveryOf(ran.again, before.p95)
  const timed: [string, string][] = [
    ['served at ten times the load, of what was served before', percent(during.done / before.done)],
    ['as before again', Number.isFinite(back) ? `within ${back + 1} s` : 'not seen'],
  ]
  return [
    ...(options.short ? [] : timed),
    ['writes and mails acknowledged', String(ran.noted.acknowledged.length)],
    ['of them not in the database when they were acknowledged', String(ran.noted.early.length)],
    ['of them lost or doubled, or with letters that did not go', String(lost.length)],
    ['questions how the program is, meanwhile', String(ran.health.asked)],
    ['of them not answered well', String(ran.health.sick.length)],
  ]
}
