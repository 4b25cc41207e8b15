import { basename, dirname, join, normalize } from 'node:path'
import { INSIDE, layerOf } from './layers.ts'
import { moduleOf, readSources, type Source } from './source.ts'

type Import = { from: string; to: string; isType: boolean }

/** Who may import whom: the layers, the doors, the order inside a module, and no circles. */
export function checkImports(root: string): string[] {
  const sources = readSources(root).filter(({ isTest }) => !isTest)
  const imports = sources.flatMap(listImports)
  return [
    ...unknownModules(sources),
    ...imports.flatMap((one) => {
      const problem = problemOf(one)
      return problem ? [`${one.from} imports ${one.to}: ${problem}`] : []
    }),
    ...circlesIn(imports),
  ]
}

/** Imports stand at the beginning of a line, so that one in a comment or a sentence is none. */
function listImports({ path, text }: Source): Import[] {
  const statics = text.matchAll(/^(?:import|export)\s+(type\s+)?(?:([^'"`;]*?)\s*from\s*)?['"](\.[^'"]+)['"]/gm)
  const dynamics = text.matchAll(/\bimport\(\s*['"](\.[^'"]+)['"]/g)
  return [
    ...[...statics].map(([, type, names = '', to = '']) => ({
      ...ends(path, to),
      isType: Boolean(type) || onlyTypes(names),
    })),
    ...[...dynamics].map(([, to = '']) => ({ ...ends(path, to), isType: false })),
  ]
}

function ends(from: string, to: string) {
  return { from, to: normalize(join(dirname(from), to)) }
}

/** `{ type A, type B }` brings nothing at run time. */
function onlyTypes(names: string): boolean {
  const inner = /^\{([^}]*)\}$/
    .exec(names.trim())?.[1]
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  return Boolean(inner?.length && inner.every((name) => name.startsWith('type ')))
}

function unknownModules(sources: Source[]): string[] {
  const modules = new Set(sources.flatMap(({ path }) => moduleOf(path) ?? []))
  return [...modules]
    .filter((module) => layerOf(module) < 0)
    .map((module) => `src/modules/${module} stands in no layer`)
}

function problemOf({ from, to, isType }: Import): string | undefined {
  if (!to.startsWith('src/')) return to.startsWith('test/') ? 'the program does not import its tests' : undefined
  const area = areaOf(from)
  if (area === 'module') return problemOfModule({ from, to, isType })
  if (area === 'top') return moduleOf(to) && !isDoor(to) ? 'a module is entered by its index.ts' : undefined
  return ALLOWED[area]?.includes(areaOf(to)) ? undefined : `${area} does not import ${areaOf(to)}`
}

const ALLOWED: Record<string, string[]> = { platform: ['platform'], ui: ['ui', 'platform'], client: ['client'] }

function areaOf(path: string): string {
  const [, area = ''] = /^src\/(platform|ui|client|modules)\//.exec(path) ?? []
  if (area === 'modules') return 'module'
  return area || 'top'
}

function problemOfModule({ from, to, isType }: Import): string | undefined {
  const [own, other] = [moduleOf(from) ?? '', moduleOf(to)]
  if (!other) return ['platform', 'ui'].includes(areaOf(to)) ? undefined : `a module does not import ${areaOf(to)}`
  if (own === other) return isType ? undefined : problemInside(from, to)
  if (layerOf(other) >= layerOf(own)) return `${other} is not in a lower layer than ${own}`
  return isDoor(to) ? undefined : 'a module is entered by its index.ts'
}

function problemInside(from: string, to: string): string | undefined {
  const [role, other] = [roleOf(from), roleOf(to)]
  if (!role || !other || INSIDE[role]?.includes(other)) return undefined
  return `${role} does not import ${other}`
}

/** What kind of file it is, also in `desk-reads.ts` or `desk/reads.ts`; the index of a noun in a module is free. */
function roleOf(path: string): string | undefined {
  if (basename(path) === 'index.ts' && !isDoor(path)) return undefined
  const name =
    basename(path)
      .replace(/\.tsx?$/, '')
      .split(/[-.]/)
      .at(-1) ?? ''
  return name in INSIDE ? name : undefined
}

function isDoor(path: string): boolean {
  return /^src\/modules\/[^/]+\/index\.ts$/.test(path)
}

/** Each circle once, from its first file round to it again; types make none. */
function circlesIn(imports: Import[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to, isType } of imports) if (!isType) next.set(from, [...(next.get(from) ?? []), to])
  const state = new Map<string, 'open' | 'done'>()
  const circles: string[] = []

  for (const file of next.keys()) visit(file, [])
  return circles

  function visit(file: string, path: string[]) {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      circles.push(`a circle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`)
      return
    }
    state.set(file, 'open')
    for (const to of next.get(file) ?? []) visit(to, [...path, file])
    state.set(file, 'done')
  }
}
