import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { moduleOf, readSources, type Source } from './source.ts'

/** Each table is written by one module, and read elsewhere only where the reader's README says so. */
export function checkTableOwners(root: string): string[] {
  const owners = new Map<string, string>()
  const problems: string[] = []
  const existing = createdTables(root)
  for (const [table, migration] of existing) if (isOfPlatform(migration)) owners.set(table, 'platform')
  for (const module of listModules(root)) {
    for (const table of ownedTables(root, module)) {
      if (!existing.has(table)) problems.push(`${module} names the table ${table}, which no migration creates`)
      if (owners.has(table)) problems.push(`${table} is owned by ${owners.get(table)} and ${module}`)
      owners.set(table, module)
    }
    problems.push(...checkReadme(root, module, existing))
  }
  const ownerless = [...existing.keys()].filter((table) => !owners.has(table))
  problems.push(...ownerless.map((table) => `${table} is owned by no module`))
  return [...problems, ...checkUses(root, owners)]
}

/** The tables of the migrations, and which file creates each. */
function createdTables(root: string): Map<string, string> {
  const tables = new Map([['schema_version', '0000_platform.sql']])
  for (const name of readdirSync(join(root, 'migrations'))
    .filter((file) => file.endsWith('.sql'))
    .sort()) {
    const text = readFileSync(join(root, 'migrations', name), 'utf8')
    for (const [, table = ''] of text.matchAll(/^\s*create table (?:if not exists )?(\w+)/gim)) tables.set(table, name)
    for (const [, table = ''] of text.matchAll(/^\s*drop table (?:if exists )?(\w+)/gim)) tables.delete(table)
  }
  return tables
}

function isOfPlatform(migration: string): boolean {
  return /^\d+_platform/.test(migration)
}

function listModules(root: string): string[] {
  const folder = join(root, 'src/modules')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'index.ts')))
    .sort()
}

function ownedTables(root: string, module: string): string[] {
  const text = readFileSync(join(root, 'src/modules', module, 'index.ts'), 'utf8')
  const [, list = ''] = /\btables:\s*\[([^\]]*)\]/.exec(text) ?? []
  return [...list.matchAll(/'(\w+)'/g)].map(([, table = '']) => table)
}

/** The README lists what the module owns and reads; a list that nobody checks would lie some day. */
function checkReadme(root: string, module: string, existing: Map<string, string>): string[] {
  const path = `src/modules/${module}/README.md`
  if (!existsSync(join(root, path))) return [`${path} is missing`]
  const owned = ownedTables(root, module)
  const said = listedIn(root, module, 'Owns')
  return [
    ...owned.filter((table) => !said.includes(table)).map((table) => `${path} does not list ${table} under Owns`),
    ...said
      .filter((table) => !owned.includes(table))
      .map((table) => `${path} lists ${table} under Owns, its index.ts does not`),
    ...listedIn(root, module, 'Reads')
      .filter((table) => !existing.has(table))
      .map((table) => `${path} reads ${table}, which is no table`),
  ]
}

function listedIn(root: string, module: string, word: 'Owns' | 'Reads'): string[] {
  const text = readFileSync(join(root, 'src/modules', module, 'README.md'), 'utf8')
  const [, list = ''] = new RegExp(`\\b${word}:\\s*([^.\\n]*(?:\\n(?!\\n)[^.\\n:]*)*)`).exec(text) ?? []
  const items = list.split(',').map((item) => item.trim().replace(/[`*_]*(\w+?)[`*_]*/, '$1'))
  return items.filter((item) => /^[a-z]\w*$/.test(item) && item !== 'nothing')
}

function checkUses(root: string, owners: Map<string, string>): string[] {
  const sources = readSources(root).filter(({ isTest }) => !isTest)
  return sources.flatMap((source) => {
    const own = moduleOf(source.path) ?? /^src\/(\w+)\//.exec(source.path)?.[1] ?? 'src'
    const listed = existsSync(join(root, 'src/modules', own, 'README.md')) ? listedIn(root, own, 'Reads') : []
    const written = usesIn(source, WRITES).filter((table) => owners.has(table) && owners.get(table) !== own)
    const read = usesIn(source, READS).filter((table) => {
      return owners.has(table) && !['platform', own].includes(owners.get(table) ?? '') && !listed.includes(table)
    })
    return [
      ...written.map((table) => `${source.path} writes ${table}, which is ${owners.get(table)}'s`),
      ...read.map((table) => `${source.path} reads ${table} of ${owners.get(table)}: ${whatToDo(own)}`),
    ]
  })
}

function whatToDo(own: string): string {
  return own === 'platform' || own === 'ui' || own === 'client' || own === 'src'
    ? `${own} knows no tables of modules`
    : `src/modules/${own}/README.md does not list it under Reads`
}

type Patterns = { calls: RegExp; sql: RegExp[] }

const WRITES: Patterns = {
  calls: /\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*\[?\s*['"`](\w+)/g,
  sql: [
    /\binsert\s+into\s+"?(\w+)/gi,
    /\bupdate\s+(?:only\s+)?"?(\w+)"?(?:\s+(?:as\s+)?\w+)?\s+set\b/gi,
    /\bdelete\s+from\s+(?:only\s+)?"?(\w+)/gi,
    /\bmerge\s+into\s+"?(\w+)/gi,
    /\btruncate\s+(?:table\s+)?"?(\w+)/gi,
  ],
}

const READS: Patterns = {
  calls:
    /(?:\b(?:selectFrom|(?:inner|left|right|full|cross)Join(?:Lateral)?)|(?<!\b[A-Z]\w*)\.(?:from|using))\(\s*\[?\s*['"`](\w+)/g,
  sql: [/\b(?:from|join|using)\s+(?:lateral\s+)?"?(\w+)/gi],
}

/** The tables named in the query builder's calls, and in SQL that is written out. */
function usesIn({ text }: Source, { calls, sql }: Patterns): string[] {
  const written = listSql(text)
  const found = [
    ...text.matchAll(calls),
    ...sql.flatMap((pattern) => written.flatMap((part) => [...part.matchAll(pattern)])),
  ]
  return [...new Set(found.map(([, table = '']) => table))]
}

/** The text of sql`…` (holes left out, since what they hold is found by itself), and what is given to query('…'). */
function listSql(text: string): string[] {
  const tagged = [...text.matchAll(/\bsql(?:<[^`]*?>)?`/g)].map(({ index, 0: head }) =>
    templateAt(text, index + head.length),
  )
  const given = [...text.matchAll(/\b(?:query|raw)(?:<[^(]*>)?\(\s*(['"`])([\s\S]*?)\1/g)].map(
    ([, , statement = '']) => statement,
  )
  return [...tagged, ...given]
}

function templateAt(text: string, from: number): string {
  let [depth, words] = [0, '']
  for (let at = from; at < text.length; at += 1) {
    if (depth === 0 && text[at] === '`') break
    if (text.startsWith('${', at)) depth += 1
    if (depth === 0) words += text[at]
    if (depth > 0 && text[at] === '}') depth -= 1
  }
  return words
}
