import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import { type Call, readProgram } from './sentences/calls.ts'
import { findAvoided, listAvoidedWords } from './sentences/glossary.ts'

export type Finding = { where: string; text: string; trouble: string }

type Translations = Record<string, string>

const here = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** Every sentence passes through `t`, whole; every translation is there, fits, and keeps to the glossary. */
export function checkSentences(root: string = here): Finding[] {
  const { calls, bare } = readProgram(root)
  const sentences = new Map(calls.flatMap((call) => call.sentences.map((text) => [text, call.where])))
  return [
    ...bare.map(({ where, text }) => ({ where, text, trouble: 'does not pass through t' })),
    ...calls.flatMap(checkCall),
    ...checkWords(calls, listAvoidedWords(root)),
    ...listLanguages(root).flatMap((code) => checkTranslations(root, code, sentences)),
  ]
}

function listMissing(code: string, root: string = here): string[] {
  const translations = readTranslations(root, code)
  const sentences = readProgram(root).calls.flatMap((call) => call.sentences)
  return [...new Set(sentences)].filter((sentence) => !translations[sentence])
}

/** Where what is said comes from schemas, whose sentences are found where they are written. */
const dynamic = ['src/platform/http.ts:']

function checkCall({ where, sentences, values, trouble }: Call): Finding[] {
  if (trouble) return dynamic.some((file) => where.startsWith(file)) ? [] : [{ where, text: 't(…)', trouble }]
  return sentences.flatMap((text) => {
    const names = namesIn(text, 'en')
    if (!names) return [{ where, text, trouble: 'is no message that can be read' }]
    const lacking = values ? names.filter((name) => !values.includes(name)) : []
    return lacking.length > 0 ? [{ where, text, trouble: `gets no value for ${lacking.join(', ')}` }] : []
  })
}

function checkWords(calls: Call[], avoided: string[]): Finding[] {
  return calls.flatMap(({ where, sentences }) =>
    sentences.flatMap((text) => {
      const word = findAvoided(text, avoided)
      if (text.includes('!')) return [{ where, text, trouble: 'has an exclamation mark' }]
      return word ? [{ where, text, trouble: `says “${word}”, which the glossary avoids` }] : []
    }),
  )
}

function checkTranslations(root: string, code: string, sentences: Map<string, string>): Finding[] {
  const where = `languages/${code}.json`
  const translations = readTranslations(root, code)
  const avoided = listAvoidedWords(root)
  const missing = [...sentences].filter(([text]) => !translations[text])
  const present = Object.entries(translations).flatMap(([text, translation]) => {
    const trouble = sentences.has(text) ? checkTranslation(code, text, translation, avoided) : 'is not said any more'
    return trouble ? [{ where, text, trouble }] : []
  })
  return [...missing.map(([text, said]) => ({ where, text, trouble: `is not translated (${said})` })), ...present]
}

function checkTranslation(code: string, text: string, translation: string, avoided: string[]): string | undefined {
  const names = namesIn(translation, code)
  if (!names) return 'has a translation that cannot be read'
  const expected = namesIn(text, 'en') ?? []
  const strange = names.filter((name) => !expected.includes(name))
  const lost = expected.filter((name) => !names.includes(name))
  if (strange.length + lost.length > 0) return `has other values in translation: ${[...strange, ...lost].join(', ')}`
  const word = findAvoided(translation, avoided)
  if (word) return `is translated with “${word}”, which the glossary avoids`
  return translation.includes('!') ? 'is translated with an exclamation mark' : undefined
}

/** The names of a message's values, or null when it cannot be read. */
function namesIn(message: string, code: string): string[] | null {
  try {
    const options = { ignoreTag: true, captureLocation: false }
    const format = new IntlMessageFormat(message.replaceAll("'", "''"), code, undefined, options)
    return [...new Set(namesOf(format.getAst()))]
  } catch {
    return null
  }
}

type Element = { type: number; value?: unknown; options?: Record<string, { value: Element[] }> }

function namesOf(elements: Element[]): string[] {
  return elements.flatMap(({ type, value, options }) => {
    const inside = Object.values(options ?? {}).flatMap((option) => namesOf(option.value))
    return type === 0 || type === 7 ? inside : [String(value), ...inside]
  })
}

function listLanguages(root: string): string[] {
  const names = existsSync(`${root}/languages`) ? readdirSync(`${root}/languages`) : []
  return names.flatMap((name) => /^([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\.json$/.exec(name)?.[1] ?? [])
}

function readTranslations(root: string, code: string): Translations {
  return JSON.parse(readFileSync(`${root}/languages/${code}.json`, 'utf8'))
}

function main([option, code = 'hi']: string[]): void {
  if (option === '--missing') {
    console.log(JSON.stringify(blank(listMissing(code)), null, 2))
    return
  }
  const findings = checkSentences()
  for (const { where, text, trouble } of findings) console.log(`${where}: “${text}” ${trouble}`)
  console.log(findings.length === 0 ? 'All sentences are translated.' : `${findings.length} findings`)
  process.exitCode = findings.length === 0 ? 0 : 1
}

/** Ready to be filled in and put into the language's file. */
function blank(sentences: string[]): Translations {
  return Object.fromEntries(sentences.map((sentence) => [sentence, '']))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2))
