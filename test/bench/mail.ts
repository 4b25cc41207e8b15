import { fileURLToPath } from 'node:url'
import { cutHtmlReply, cutReply } from '../../src/platform/mail/reply-text.ts'
import { type Judged, judgeBounces, judgeLetters } from './mail-bounces.ts'
import { disagreements, fold, hasReplies, isAsExpected, type Reply, readReplies } from './mail-replies.ts'

/** How real replies are cut and real bounces recognised; docs/mail-cutting.md says what is expected and why. */
export async function benchMail(): Promise<string[]> {
  if (!hasReplies()) return ['The corpora are not there (TEST_DATA).']
  const replies = await readReplies()
  const judged = await judgeBounces()
  return [
    ...replyTable(replies),
    '',
    ...missedReplies(replies),
    '',
    ...bounceTable(judged),
    '',
    ...(await letterLines()),
    '',
    ...timeTable(),
  ]
}

function replyTable(replies: Reply[]): string[] {
  const corpora = [...new Set(replies.map(({ corpus }) => corpus))]
  const rows = corpora.map((corpus) =>
    replyRow(
      corpus,
      replies.filter((reply) => reply.corpus === corpus),
    ),
  )
  return [
    'Replies cut as expected, white space folded (aim: 97 % where the corpora agree)',
    '',
    '| corpus | all cases | where the corpora agree | developed on | held out |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows,
    replyRow('all', replies),
  ]
}

function replyRow(name: string, replies: Reply[]): string {
  const agreed = replies.filter((reply) => !isDisputed(reply))
  const halves = (['develop', 'check'] as const).map((half) => agreed.filter((reply) => reply.half === half))
  return `| ${[name, ...[replies, agreed, ...halves].map((group) => shareOf(group.filter(isAsExpected).length, group.length))].join(' | ')} |`
}

function missedReplies(replies: Reply[]): string[] {
  const missed = replies.filter((reply) => !isAsExpected(reply))
  return missed.map((reply) => {
    const why = isDisputed(reply) ? 'the corpora disagree' : `leaves “…${fold(reply.got).slice(-60)}”`
    return `- ${reply.corpus}/${reply.name}: ${why}`
  })
}

function isDisputed({ corpus, name }: Reply): boolean {
  return disagreements.has(`${corpus}/${name}`)
}

function bounceTable(judged: Judged[]): string[] {
  const corpora = [...new Set(judged.map(({ corpus }) => corpus))]
  const taken = judged.filter((mail) => mail.expected === 'machine' && mail.got.kind === 'letter')
  return [
    'Bounces, automatic replies and complaints (aim: none taken for a letter)',
    '',
    '| corpus | mails | recognised | bounce | automatic | complaint | list | taken for a letter | hard or soft as expected |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...corpora.map((corpus) =>
      bounceRow(
        corpus,
        judged.filter((mail) => mail.corpus === corpus),
      ),
    ),
    bounceRow(
      'developed on',
      judged.filter(({ half }) => half === 'develop'),
    ),
    bounceRow(
      'held out',
      judged.filter(({ half }) => half === 'check'),
    ),
    '',
    ...taken.map(({ corpus, name }) => `- ${corpus}/${name} is taken for a letter`),
  ]
}

function bounceRow(name: string, mails: Judged[]): string {
  const machines = mails.filter(({ expected }) => expected === 'machine')
  const count = (kind: string) => machines.filter(({ got }) => got.kind === kind).length
  const weighed = machines.filter(({ hard, got }) => hard !== undefined && got.kind === 'bounce')
  const agreed = weighed.filter(({ hard, got }) => got.kind === 'bounce' && got.hard === hard)
  const recognised = shareOf(machines.length - count('letter'), machines.length)
  const kinds = ['bounce', 'auto-reply', 'complaint', 'list-or-bulk', 'letter'].map(count)
  return `| ${[name, machines.length, recognised, ...kinds, shareOf(agreed.length, weighed.length)].join(' | ')} |`
}

async function letterLines(): Promise<string[]> {
  const { letters, mistaken } = await judgeLetters()
  return [
    `Letters of real people taken for a bounce or an automatic reply: ${mistaken.length} of ${letters} from list archives (aim: 0).`,
    ...mistaken.map((name) => `- ${name}`),
  ]
}

const QUESTION = '> What did you do when the wells ran dry in May, and who paid for it?\n'
const ANSWER = 'We dug two wells in 2019. Both hold water, as the engineer wrote on 12 May:\n'
const shapes: [name: string, make: (size: number) => string][] = [
  ['prose', (size) => ANSWER.repeat(size / ANSWER.length)],
  [
    'a quoted tail',
    (size) =>
      `Yes.\n\nOn Mon, 12 Feb 2024 at 10:30, Ana <ana@example.org> wrote:\n${QUESTION.repeat(size / QUESTION.length)}`,
  ],
  ['answers point by point', (size) => `${QUESTION}\n${ANSWER}\n`.repeat(size / 148)],
  ['attributions only', (size) => 'On Mon, 1 Jan 2024 at 10:00 x wrote:\n'.repeat(size / 37)],
  ['header lines only', (size) => 'From: a\nTo: b\n\n'.repeat(size / 15)],
  ['signature marks only', (size) => '-- \n'.repeat(size / 4)],
  ['one line of <', (size) => '<'.repeat(size)],
  ['empty lines', (size) => '\n'.repeat(size)],
]
const pages: [name: string, make: (size: number) => string][] = [
  ['HTML, nested blockquotes', (size) => '<blockquote>a'.repeat(size / 13)],
  ['HTML, open links', (size) => '<a href="https://x.example">b '.repeat(size / 30)],
]

function timeTable(): string[] {
  const rows = [
    ...shapes.map(([name, make]) => timeRow(name, make, cutReply)),
    ...pages.map(([name, make]) => timeRow(name, make, cutHtmlReply)),
  ]
  return [
    'Milliseconds of CPU to cut a text (aim: 200 for 100 kB, at most 2.5 times that when it doubles)',
    '',
    '| text | 100 kB | 200 kB |',
    '| --- | ---: | ---: |',
    ...rows,
  ]
}

function timeRow(name: string, make: (size: number) => string, cut: (text: string) => unknown): string {
  const times = [100_000, 200_000].map((size) => fastest(() => cut(make(size))))
  return `| ${name} | ${times.map((time) => time.toFixed(0)).join(' | ')} |`
}

function fastest(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage()
    work()
    return process.cpuUsage(before).user / 1000
  })
  return Math.min(...times)
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} % of ${whole}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log((await benchMail()).join('\n'))
