import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Classification, classify } from '../../src/platform/mail/classify.ts'
import { readMail } from '../../src/platform/mail/read.ts'

/** One mail of a corpus, what it is there (`letter`: no bounce), and what we take it for. */
export type Judged = {
  corpus: string
  name: string
  expected: 'machine' | 'letter'
  hard?: boolean
  got: Classification
  half: 'develop' | 'check'
}

const data = process.env.TEST_DATA ?? join(import.meta.dirname, '../../../shared/data')
const root = join(data, 'mail-bounces')
const lists = join(data, 'mailing-lists')

const folders: [corpus: string, folder: string][] = [
  ['sisimai', 'sisimai_set_of_emails/bsd'],
  ['sisimai', 'sisimai_set_of_emails/err'],
  ['sisimai', 'sisimai_set_of_emails/tmp'],
  ['sisimai, not bounces', 'sisimai_set_of_emails/not'],
  ['perl_bounceparser', 'perl_bounceparser'],
  ['mikel_mail', 'mikel_mail'],
  ['nodemailer', 'nodemailer_mailparser'],
]

/** Spam and virus mails that the corpus holds because a parser of bounces must let them pass. */
const noBounces = new Set([
  'spam-lots-of-bogus-addresses.msg',
  'spam-with-badly-parsed-email.msg',
  'spam-with-image.msg',
  'virus-caused-multiple-weird-reports.msg',
])

const archives = [
  'ksummit-discuss-2019-2022.mbox',
  'open-iscsi-googlegroups-2019-2020.mbox',
  'usrp-users-2025H1.mbox',
  'imagej_devel_pipermail/2012-April.txt',
  'imagej_devel_pipermail/2013-October.txt',
  'imagej_devel_pipermail/2015-August.txt',
]
const MOST_OF_ONE = 300

export async function judgeBounces(): Promise<Judged[]> {
  const expected = readExpected()
  const found = folders.filter(([, folder]) => existsSync(join(root, folder)))
  const judged = found.map(([corpus, folder]) => judgeFolder(corpus, folder, expected))
  return (await Promise.all(judged)).flat()
}

/** Real letters from list archives, and how many of them are taken for what a machine wrote. */
export async function judgeLetters(): Promise<{ letters: number; mistaken: string[] }> {
  const all = archives.filter((archive) => existsSync(join(lists, archive))).flatMap(lettersOf)
  const mistaken: string[] = []
  for (const [name, raw] of all) {
    const { kind } = classify(await readMail(raw))
    if (kind !== 'letter' && kind !== 'list-or-bulk') mistaken.push(`${name}: ${kind}`)
  }
  return { letters: all.length, mistaken }
}

async function judgeFolder(corpus: string, folder: string, expected: Map<string, boolean>): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const name of readdirSync(join(root, folder))) {
    const raw = readFileSync(join(root, folder, name))
    const hard = corpus === 'sisimai' ? expected.get(name.replace('.eml', '')) : undefined
    const isLetter = noBounces.has(name) || folder.endsWith('/not')
    judged.push({
      corpus,
      name,
      expected: isLetter ? 'letter' : 'machine',
      ...(hard === undefined ? {} : { hard }),
      got: classify(await readMail(raw)),
      half: halfOf(raw),
    })
  }
  return judged
}

/** sisimai says of each bounce whether it is hard; for the first recipient, where it has several. */
function readExpected(): Map<string, boolean> {
  const file = JSON.parse(readFileSync(join(root, 'sisimai_expected.json'), 'utf8'))
  const entries = Object.entries(file.expected as Record<string, [string, string, string, boolean][]>)
  return new Map(
    entries.flatMap(([name, [first]]) => (first && first[2] !== 'undefined' ? [[name, first[3]] as const] : [])),
  )
}

function lettersOf(archive: string): [name: string, raw: Buffer][] {
  const mails = readFileSync(join(lists, archive), 'latin1').split(/\n(?=From [^\n]*\d{4}\n)/)
  return mails
    .slice(0, MOST_OF_ONE)
    .map((mail, at) => [`${archive} ${at + 1}`, Buffer.from(mail.replace(/^From [^\n]*\n/, ''), 'latin1')])
}

function halfOf(raw: Buffer): 'develop' | 'check' {
  const first = createHash('sha1').update(raw).digest('hex').charAt(0)
  return Number.parseInt(first, 16) % 2 === 0 ? 'develop' : 'check'
}
