import { writeFileSync } from 'node:fs'
import { digestsChart, growthChart, pageChart, postChart, visitChart } from './charts.ts'
import { FIGURES, type Kept, readKept } from './kept.ts'
import { type Chart, draw } from './svg.ts'
import { digestsWords, growthWords, pageWords, postWords, visitWords } from './words.ts'

type Section = { of: keyof Kept; chart: (kept: Kept) => Chart; words: (kept: Kept) => string[] }

const SECTIONS: Section[] = [
  { of: 'size', chart: growthChart, words: growthWords },
  { of: 'page', chart: pageChart, words: pageWords },
  { of: 'visit', chart: visitChart, words: visitWords },
  { of: 'post', chart: postChart, words: postWords },
  { of: 'digests', chart: digestsChart, words: digestsWords },
]

/** The page of words and its pictures, by file: made of what the benches have kept alone. */
export function makeReport(kept = readKept()): Map<string, string> {
  const drawn = SECTIONS.map(({ of, chart }): [string, string] => [`${of}.svg`, draw(chart(kept))])
  return new Map([['README.md', pageOf(kept)], ...drawn])
}

export function writeReport() {
  for (const [name, text] of makeReport()) writeFileSync(FIGURES + name, text)
}

function pageOf(kept: Kept): string {
  const sections = SECTIONS.flatMap(({ of, chart, words }) => {
    const { title, words: alt } = chart(kept)
    const source = `Figures: [${of}.md](${of}.md), measured by \`npm run bench -- ${of}\`.`
    return [`## ${title}`, `![${alt.replace(/[[\]]/g, '')}](${of}.svg)`, ...words(kept), source]
  })
  return `${[...HEAD, ...sections, ...TAIL].join('\n\n')}\n`
}

const HEAD = [
  '# Figures',
  'What Copse promises about speed, size and safety is measured by commands of the project, and the figures stand here as those commands wrote them. This page and its pictures are made of the same files (`npm run bench -- report`); `npm run check` fails where they are not what the files say.',
  'All was measured on one machine with two cores, with the database beside the program. How busy the machine was stands at the end of each page of figures: absolute times are worth what that line says, and ratios within one run more. The figures of other programs were measured once, for the design, each at its own job on a machine of the same kind, and not in the same runs: a difference of ten times says something, one of a tenth nothing.',
]

const TAIL = [
  '## Budgets: what a page may cost',
  'Each page that a person can open has a budget in `test/bench/budgets.yaml`: statements to the database, bytes, bytes as they are sent, and CPU as a multiple of a reference task that is measured beside each page in the same run, so that a slow or busy machine changes both. `npm run check` opens the demonstration at a set time, visits every page and fails where one costs more than its budget, or has none. Statements may not exceed it by one; bytes have some hundredths to spare, since the keys of things are made by chance; CPU may take three times what was measured, and is measured again three times before a page is said to be over.',
  '`npm run bench -- budgets` prints all pages beside their budgets ([budgets.md](budgets.md)); `--tighten` lowers those that allow more than twice what would do and adds new pages, `--anew` writes all as they are now, `--planted` shows that a query more, more bytes and more CPU are found.',
  '## The other pages of figures',
  [
    '- [faults](faults.md): web, worker and database killed at random while members write; nothing acknowledged may be lost or doubled (`npm run faults`).',
    '- [load](load.md): ten times as many people as expected; who is served, how soon the others are refused, and what is lost (`npm run load`).',
    '- [leaks](leaks.md): every route asked by every kind of actor, every column with canary words (`npm run leaks`).',
    '- [hostile](hostile.md): texts, mails, forms, files and requests that mean harm, by whoever likes to send them (`npm run hostile`).',
    '- [own](own.md): to take along what is one’s own, and to be erased (`npm run bench -- own`).',
    '- [copies](copies.md): the whole network written out, as a backup and in the open format, read again and restored (`npm run bench -- copies`).',
    '- [import](import.md): archives of mailing lists brought in (`npm run bench -- import`).',
    '- [mail](mail.md): how real replies are cut and real bounces recognised (`npm run bench -- mail`).',
    '- [languages](languages.md): whether a question finds its paragraph, in 27 texts of many languages (`npm run bench -- languages`).',
    '- [text](text.md): Markdown made to be slow, of 50 and 100 kB (`npm run bench -- text`).',
    '- [start](start.md): from the command to the first answer, and memory at rest (`npm run bench -- start`).',
    '- [compiling](compiling.md): keys and clicks from responses to a reply that can be shown, and an estimate of minutes.',
  ].join('\n'),
]
