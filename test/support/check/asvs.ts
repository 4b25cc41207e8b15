import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { renderAsvs } from './asvs-page.ts'

export const LIST = 'docs/asvs.yaml'
const PAGE = 'docs/asvs.md'

/** A requirement of the list; of the last three at most one says why no test shows it, or why what tests show is not all. */
export type Requirement = {
  number: string
  level: number
  asks: string
  'not applicable'?: string
  'by design'?: string
  open?: string
}
/** The name of a test, or the line of a harness, that says what it shows. */
export type Shown = { numbers: string[]; name: string; path: string }

/** Numbers that no requirement has, requirements that stand twice over, and a page that is not what the tests say. */
export function checkAsvs(root: string): string[] {
  const [requirements, shown] = [readRequirements(root), readShown(root)]
  const problems = [...shown.flatMap((one) => unknown(requirements, one)), ...requirements.flatMap(contradiction)]
  if (problems.length === 0 && readPage(root) !== render(root)) problems.push(`${PAGE} is old: run bin/asvs`)
  return problems
}

export function writeAsvs(root: string) {
  writeFileSync(join(root, PAGE), render(root))
}

function render(root: string): string {
  const list = parse(readFileSync(join(root, LIST), 'utf8')) as Record<string, string>
  return renderAsvs({
    requirements: readRequirements(root),
    shown: readShown(root),
    chapterOf: (nth) => list[nth] ?? '',
  })
}

function readPage(root: string): string {
  try {
    return readFileSync(join(root, PAGE), 'utf8')
  } catch {
    return ''
  }
}

/** In the order of their numbers. */
function readRequirements(root: string): Requirement[] {
  const list = parse(readFileSync(join(root, LIST), 'utf8')) as Record<string, Omit<Requirement, 'number'> | string>
  return Object.entries(list)
    .flatMap(([number, said]) => (typeof said === 'string' ? [] : [{ number, ...said }]))
    .sort((one, other) => one.number.localeCompare(other.number, 'en', { numeric: true }))
}

const QUOTED = /(['"`])((?:\\.|(?!\1)[^\\\n])*\bASVS \d(?:\\.|(?!\1)[^\\\n])*)\1/g
const NAMED = /[ (]*\bASVS ((?:\d+\.\d+\.\d+(?:, )?)+)(?:: |\))?/g

const OWN = join('test', 'support', 'check', 'asvs')

/** Every name under src and test that tells a number; the tests of this very check apart. */
function readShown(root: string): Shown[] {
  const paths = ['src', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
  return paths
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith(OWN))
    .sort()
    .flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(QUOTED)].map(([, , name = '']) => shownBy(name, path)),
    )
}

function shownBy(name: string, path: string): Shown {
  const numbers = [...name.matchAll(NAMED)].flatMap(([, said = '']) => said.split(', ').filter(Boolean))
  return { numbers, name: name.replace(NAMED, '').replaceAll("\\'", "'").trim(), path }
}

function unknown(requirements: Requirement[], { numbers, name, path }: Shown): string[] {
  if (numbers.length === 0) return [`${path}: “${name}” names no number after ASVS`]
  return numbers
    .filter((number) => !requirements.some((one) => one.number === number))
    .map((number) => `${path}: ASVS ${number} is not in ${LIST}`)
}

function contradiction(one: Requirement): string[] {
  const kinds = (['not applicable', 'by design', 'open'] as const).filter((kind) => one[kind])
  return kinds.length > 1 ? [`${LIST}: ${one.number} is ${kinds.join(' and ')}`] : []
}
