import type { Requirement, Shown } from './asvs.ts'

type Evidence = { requirements: Requirement[]; shown: Shown[]; chapterOf: (chapter: string) => string }
type Standing = 'shown by tests' | 'by design' | 'not applicable' | 'open'

const STANDINGS: Standing[] = ['shown by tests', 'by design', 'not applicable', 'open']

/** What the tests show of levels 1 and 2, and what they do not; of level 3 what is shown. */
export function renderAsvs({ requirements, shown, chapterOf }: Evidence): string {
  const told = requirements.filter((one) => one.level < 3 || testsOf(one, shown).length > 0)
  const chapters = [...new Set(told.map(({ number }) => chapter(number)))]
  return [
    HEAD,
    counts(told, shown),
    ...chapters.map((nth) => {
      const rows = told.filter(({ number }) => chapter(number) === nth).map((one) => row(one, shown))
      return [
        `## ${nth}. ${chapterOf(nth)}\n`,
        '| number | level | asks | shown by |',
        '| --- | --- | --- | --- |',
        ...rows,
      ].join('\n')
    }),
  ]
    .join('\n\n')
    .concat('\n')
}

const HEAD = `# What shows that Copse is safe

Written by \`bin/asvs\` from the names of tests and from \`docs/asvs.yaml\`; not edited by hand. The numbers are those of the
[OWASP Application Security Verification Standard](https://github.com/OWASP/ASVS) 5.0.0 (CC BY-SA 4.0); what they ask is put
in our own words, and the standard's own count. A test says in its name what it shows. **Open** is what neither a test nor
the design meets in full; what tests show of it stands behind it.`

const chapter = (number: string) => number.split('.')[0] ?? ''

function testsOf({ number }: Requirement, shown: Shown[]): Shown[] {
  return shown.filter(({ numbers }) => numbers.includes(number))
}

/** What is said to be open stays open, whatever tests show of it; a test goes before a design. */
function standingOf(one: Requirement, shown: Shown[]): Standing {
  if (one.open) return 'open'
  if (testsOf(one, shown).length > 0) return 'shown by tests'
  return one['by design'] ? 'by design' : one['not applicable'] ? 'not applicable' : 'open'
}

function counts(told: Requirement[], shown: Shown[]): string {
  const lines = [1, 2, 3].map((level) => {
    const own = told.filter((one) => one.level === level).map((one) => standingOf(one, shown))
    const numbers = STANDINGS.map((standing) => own.filter((one) => one === standing).length)
    return level === 3
      ? `| 3, as far as shown | ${own.length} | ${numbers[0]} | | | |`
      : `| ${[level, own.length, ...numbers].join(' | ')} |`
  })
  return [
    '| level | requirements | shown by tests | by design | not applicable | open |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

function row(one: Requirement, shown: Shown[]): string {
  const tests = testsOf(one, shown).map(({ name, path }) => `${name} (\`${path.replaceAll('\\', '/')}\`)`)
  return `| ${[one.number, one.level, one.asks, [said(one, standingOf(one, shown)), ...tests].filter(Boolean).join('<br>')].map(cell).join(' | ')} |`
}

function said(one: Requirement, standing: Standing): string {
  if (standing === 'open') return one.open ? `**open**: ${one.open}` : '**open**'
  return standing === 'shown by tests' ? '' : `${standing}: ${one[standing]}`
}

const cell = (text: string | number) => String(text).replaceAll('|', '\\|').replaceAll('${', '{')
