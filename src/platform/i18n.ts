import { AsyncLocalStorage } from 'node:async_hooks'
import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'

export type Language = { code: string; name: string; direction: 'ltr' | 'rtl' }

const folder = new URL('../../languages/', import.meta.url)
const translations = new Map(listCodes().map((code) => [code, readTranslations(code)]))
const here = new AsyncLocalStorage<string>()

/** The languages that Copse itself speaks: English, and every file `languages/<code>.json`. */
export const languages: Language[] = ['en', ...translations.keys()].map((code) => ({
  code,
  name: new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code,
  direction: direction(code),
}))

/** The English sentence is the key, an ICU message in which an apostrophe always stands for itself. */
export function t(sentence: string, values?: object): string {
  const language = currentLanguage()
  const translated = translations.get(language)?.[sentence]
  if (translated) {
    const text = say(language, translated, values)
    if (text !== null) return text
  }
  return say('en', sentence, values) ?? fill(sentence, values)
}

/** Marks a sentence that is kept in a table and goes through `t` later, so that it is found for translation. */
export function sentence<S extends string>(english: S): S {
  return english
}

export function inLanguage<T>(language: string | null | undefined, run: () => T): T {
  return here.run(supported(language) ?? 'en', run)
}

export function currentLanguage(): string {
  return here.getStore() ?? 'en'
}

/** The locale for Intl: English is written the way of those who put the day before the month. */
export function currentLocale(): string {
  const language = currentLanguage()
  return language === 'en' ? 'en-GB' : language
}

export function direction(code: string): 'ltr' | 'rtl' {
  return ['ar', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi'].includes(baseOf(code)) ? 'rtl' : 'ltr'
}

/** Of the network's own words, one text a language, those in the reader's, or its base, or English, or what there is. */
export function pick(words: unknown, language: string = currentLanguage()): string {
  if (typeof words === 'string') return words
  const said = saidIn(words)
  const sister = [...said.keys()].find((code) => baseOf(code) === baseOf(language))
  const codes = [language, baseOf(language), sister ?? 'en', 'en', ...said.keys()]
  return codes.map((code) => said.get(code)).find((text) => text) ?? ''
}

/** The same in every language. */
export function listSaid(words: unknown): string[] {
  return typeof words === 'string' ? [words] : [...saidIn(words).values()]
}

function saidIn(words: unknown): Map<string, string> {
  return new Map(Object.entries(words ?? {}).filter(([, text]) => typeof text === 'string'))
}

/** The first language of a browser's Accept-Language header that Copse speaks. */
export function negotiateLanguage(header: string | null | undefined): string {
  const wishes = (header ?? '').split(',').map((wish) => {
    const [code = '', ...parameters] = wish.split(';').map((part) => part.trim())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))
    return { code, weight: weight ? Number(weight.slice(2)) || 0 : 1 }
  })
  const wished = wishes.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
  return wished.map(({ code }) => supported(code)).find((code) => code) ?? 'en'
}

/** “Ana, Ben and Cho”, “experiences or examples”. */
export function listFormat(items: string[], kind: 'and' | 'or' = 'and'): string {
  const type = kind === 'and' ? 'conjunction' : 'disjunction'
  return new Intl.ListFormat(currentLocale(), { type }).format(items)
}

export function numberFormat(number: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(currentLocale(), options).format(number)
}

const compiled = new Map<string, IntlMessageFormat | null>()
const mostCompiled = 5000

/** Null when the message cannot be read, or its values do not fit it. */
function say(language: string, message: string, values: object | undefined): string | null {
  try {
    const text = compile(language, message)?.format(asTexts(values))
    return typeof text === 'string' ? text : null
  } catch {
    return null
  }
}

function compile(language: string, message: string): IntlMessageFormat | null {
  const key = `${language} ${message}`
  const known = compiled.get(key)
  if (known !== undefined) return known
  if (compiled.size >= mostCompiled) compiled.delete(compiled.keys().next().value ?? '')
  const fresh = parse(language, message)
  compiled.set(key, fresh)
  return fresh
}

function parse(language: string, message: string): IntlMessageFormat | null {
  try {
    const locale = language === 'en' ? 'en-GB' : language
    return new IntlMessageFormat(message.replaceAll("'", "''"), locale, undefined, { ignoreTag: true })
  } catch {
    return null
  }
}

/** Numbers stay numbers for plurals; everything else goes in as plain text, so nothing is ever read as a part. */
function asTexts(values: object | undefined): Record<string, string | number | bigint> {
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, asText(value)]))
}

function asText(value: unknown): string | number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return listFormat(value.map(String))
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  return String(value)
}

/** The last resort for a message that ICU refuses: each plain `{name}` that has a value gets it. */
function fill(message: string, values: object | undefined): string {
  const texts = asTexts(values)
  return message.replace(/\{(\w+)\}/g, (hole, name: string) => (name in texts ? String(texts[name]) : hole))
}

function supported(language: string | null | undefined): string | undefined {
  const wish = (language ?? '').toLowerCase()
  return ['en', ...translations.keys()].find((code) => code.toLowerCase() === wish || code === baseOf(wish))
}

function baseOf(code: string): string {
  return code.toLowerCase().split(/[-_]/)[0] ?? ''
}

function listCodes(): string[] {
  const names = readdirSync(folder).map((name) => /^([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\.json$/.exec(name)?.[1])
  return names.filter((code) => code !== undefined && code !== 'en').sort() as string[]
}

function readTranslations(code: string): { [sentence: string]: string | undefined } {
  return JSON.parse(readFileSync(new URL(`${code}.json`, folder), 'utf8'))
}
