import type { CallExpression, Node, SourceFile } from 'typescript/unstable/ast'
import * as is from 'typescript/unstable/ast/is'
import { API, type Checker, type Type } from 'typescript/unstable/sync'

/** One `t(…)` or `sentence(…)`: what it may say, and the names of the values it is given. */
export type Call = { where: string; sentences: string[]; values: string[] | null; trouble?: string }

/** Letters on a page or in an error that do not come from `t`. */
type Bare = { where: string; text: string }

type Source = { file: SourceFile; name: string; checker: Checker }

/** Reads the program through TypeScript itself, so that `t(labels[kind])` is known by its type. */
export function readProgram(root: string): { calls: Call[]; bare: Bare[] } {
  const api = new API({ cwd: root })
  try {
    const sources = listSources(api, root)
    return { calls: sources.flatMap(callsIn), bare: sources.flatMap(bareIn) }
  } finally {
    api.close()
  }
}

function listSources(api: API, root: string): Source[] {
  const [project] = api.updateSnapshot({ openProjects: [`${root}/tsconfig.json`] }).getProjects()
  if (!project) throw new Error(`There is no project at ${root}`)
  const names = project.rootFiles.filter((name) => isOurs(name.slice(root.length + 1)))
  return names.flatMap((name) => {
    const file = project.program.getSourceFile(name)
    return file ? [{ file, name: name.slice(root.length + 1), checker: project.checker }] : []
  })
}

/** Not the tests, nor the style guide, whose words are samples. */
function isOurs(name: string): boolean {
  return name.startsWith('src/') && !/\.test\.tsx?$|^src\/(client|ui\/styleguide)\//.test(name)
}

function callsIn(source: Source): Call[] {
  const nodes = nodesOf(source.file)
  const said = nodes.filter(isSaying).map((call) => readCall(source, call))
  return isForm(source) ? [...said, ...nodes.flatMap((node) => formCalls(source, node))] : said
}

/** The configuration speaks with schemas too, but in English, to the terminal. */
function isForm({ file, name }: Source): boolean {
  return file.text.includes("from 'zod'") && name !== 'src/platform/config.ts'
}

/** What a schema says of a wrong field: `{ error: '…' }`, `.min(1, '…')`; the form puts it through `t`. */
function formCalls(source: Source, node: Node): Call[] {
  const text = errorText(node) ?? lastText(node)
  return text ? [{ where: placeOf(source, node), sentences: [text], values: [] }] : []
}

function errorText(node: Node): string | undefined {
  if (!is.isPropertyAssignment(node)) return undefined
  const { name, initializer } = node
  return /^(error|message)$/.test(nameOf(name)) ? literal(initializer) : undefined
}

function lastText(node: Node): string | undefined {
  if (!is.isCallExpression(node) || !is.isPropertyAccessExpression(node.expression)) return undefined
  const text = literal(node.arguments.at(-1))
  return text && /^\p{Lu}.* /u.test(text) ? text : undefined
}

function isSaying(node: Node): node is CallExpression {
  return is.isCallExpression(node) && is.isIdentifier(node.expression) && /^(t|sentence)$/.test(node.expression.text)
}

function readCall(source: Source, call: CallExpression): Call {
  const [first, second] = call.arguments
  const where = placeOf(source, call)
  if (!first) return { where, sentences: [], values: null, trouble: 'says nothing' }
  const type = source.checker.getTypeAtLocation(first)
  const sentences = type ? literalsOf(type) : null
  const values = second ? namesOf(source, second) : []
  const marks = is.isIdentifier(call.expression) && call.expression.text === 'sentence'
  if (!sentences) return { where, sentences: [], values: null, trouble: troubleWith(first) }
  return { where, sentences, values: marks ? null : values }
}

function troubleWith(node: Node): string {
  const glued = is.isTemplateExpression(node) || is.isBinaryExpression(node)
  return glued ? 'is glued together from parts' : 'is not known when the program is read'
}

/** All texts that a type allows, or null when it allows any. */
function literalsOf(type: Type): string[] | null {
  if (type.isStringLiteralType()) return [type.value]
  if (!type.isUnionType()) return null
  const texts = type.getTypes().map(literalsOf)
  return texts.every((some) => some !== null) ? texts.flat() : null
}

function namesOf({ checker }: Source, node: Node): string[] | null {
  const type = checker.getTypeAtLocation(node)
  return type ? checker.getPropertiesOfType(type).map(({ name }) => name) : null
}

const spoken = /^(title|label|hint|alt|placeholder|summary|legend|caption|heading|text|help|note|prompt|aria-label)$/

function bareIn(source: Source): Bare[] {
  const found = nodesOf(source.file).flatMap((node) => {
    const text = bareText(node)
    return text && /\p{L}{2}/u.test(text) ? [{ where: placeOf(source, node), text: text.trim() }] : []
  })
  return found.filter(({ text }) => !allowed.includes(text))
}

/** Names, and examples of what is typed, that are the same in every language. */
const allowed = ['Copse', 'name@example.org']

function bareText(node: Node): string | undefined {
  if (is.isJsxText(node)) return isCode(node.parent) ? undefined : node.text
  if (is.isJsxExpression(node)) return isChild(node) ? literal(node.expression) : undefined
  if (is.isJsxAttribute(node)) return spoken.test(nameOf(node.name)) ? literal(node.initializer) : undefined
  if (is.isNewExpression(node) && nameOf(node.expression) === 'Refused') return literal(node.arguments?.[0])
  return undefined
}

function isChild(node: Node): boolean {
  return is.isJsxElement(node.parent) || is.isJsxFragment(node.parent)
}

function isCode(node: Node): boolean {
  return is.isJsxElement(node) && /^(code|kbd|pre|script|style)$/.test(nameOf(node.openingElement.tagName))
}

function nameOf(node: Node): string {
  return is.isIdentifier(node) ? node.text : ''
}

function literal(node: Node | undefined): string | undefined {
  if (!node) return undefined
  if (is.isJsxExpression(node)) return literal(node.expression)
  return is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node) ? node.text : undefined
}

function nodesOf(node: Node): Node[] {
  const below: Node[] = []
  node.forEachChild((child) => {
    below.push(...nodesOf(child))
    return undefined
  })
  return [node, ...below]
}

function placeOf({ file, name }: Source, node: Node): string {
  return `${name}:${file.text.slice(0, node.getStart(file)).split('\n').length}`
}
