import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const folder = new URL('../../../blueprints/', import.meta.url)

/** The ready-made networks one can choose from, by name. */
export function listBlueprints(): { name: string; title: Record<string, string>; purpose: Record<string, string> }[] {
  const documents = readdirSync(fileURLToPath(folder))
    .filter((file) => file.endsWith('.yaml'))
    .map(
      (file) =>
        readData(file) as {
          format?: string
          name: string
          network: { name: Record<string, string>; purpose: Record<string, string> }
        },
    )
  return documents
    .filter(({ format }) => format === 'copse-blueprint')
    .map(({ name, network }) => ({ name, title: network.name, purpose: network.purpose }))
}

/** The document of this name, or null; a name is never a path. */
export function readBlueprint(name: string): Record<string, unknown> | null {
  return listBlueprints().some((one) => one.name === name)
    ? (readData(`${name}.yaml`) as Record<string, unknown>)
    : null
}

/** The data files of a folder, by name. */
export function listData(path: string): string[] {
  const names = readdirSync(fileURLToPath(new URL(path, folder))).sort()
  return names.filter((name) => name.endsWith('.yaml')).map((name) => `${path}/${name}`)
}

const parsed = new Map<string, { changed_at: number; data: unknown }>()

/** Parsed once for each state of the file, since pages ask for it too; nobody can change what all are given. */
export function readData(path: string): unknown {
  const { mtimeMs: changed_at } = statSync(new URL(path, folder))
  const known = parsed.get(path)
  if (known?.changed_at === changed_at) return known.data
  const data = frozen(parse(readText(path)))
  parsed.set(path, { changed_at, data })
  return data
}

function frozen<T>(part: T): T {
  if (typeof part === 'object' && part !== null) Object.values(part).forEach(frozen)
  return Object.freeze(part)
}

/** A file of the folder as it stands. */
export function readText(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8')
}

export type Prose = { fields: Record<string, string>; text: string }

/** A Markdown file with lines `name: value` between two lines of dashes at its head. */
export function readProse(path: string): Prose {
  const [, head = '', text = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readText(path)) ?? []
  const fields = head.split('\n').map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
  })
  return { fields: Object.fromEntries(fields), text: text.trim() }
}

export function listProse(path: string): Prose[] {
  try {
    const names = readdirSync(fileURLToPath(new URL(path, folder))).sort()
    return names.filter((name) => name.endsWith('.md')).map((name) => readProse(`${path}/${name}`))
  } catch {
    return []
  }
}
