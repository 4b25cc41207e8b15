import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

type Tongue = { language: string; share: number; words: string[]; sentences: string[] }

const LICENSE = fileURLToPath(new URL('../../../LICENSE', import.meta.url))

/** What people write in, how large a part of all they write, and the syllables that words are made of. */
const tongues = [
  { language: 'en', share: 70, count: 12_000, pool: 8000, syllables: 'ba ce di fo gu ha ke li mo nu pa re si to va' },
  {
    language: 'hi',
    share: 20,
    count: 6000,
    pool: 3000,
    syllables: 'का की कु गा ची जल टं डी ता दे न पा बी मो रा ली वि सा हु',
  },
  { language: 'bn', share: 5, count: 2000, pool: 1000, syllables: 'কা কি গু চা জল টি ডা তু দে না পি বা মো রা লি সু' },
  { language: 'ta', share: 5, count: 2000, pool: 1000, syllables: 'கா கி சு டா தி து நா பா பு மா மி ரா லி வா' },
]

/** Sentences of words that occur as often as words do: the second half as often as the first, and so on. */
export function makeTongues(seed: number): Tongue[] {
  const chance = chanceOf(seed)
  return tongues.map(({ language, share, count, pool, syllables }) => {
    const words =
      language === 'en' ? [...licenseWords(), ...invent(chance, syllables, count)] : invent(chance, syllables, count)
    return { language, share, words, sentences: Array.from({ length: pool }, () => phrase(chance, words)) }
  })
}

/** The same numbers from the same seed, on every machine. */
export function chanceOf(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function licenseWords(): string[] {
  return [
    ...new Set(
      readFileSync(LICENSE, 'utf8')
        .toLowerCase()
        .match(/[a-z]{2,}/g),
    ),
  ]
}

function invent(chance: () => number, syllables: string, count: number): string[] {
  const all = syllables.split(' ')
  const pick = () => all[Math.floor(chance() * all.length)] as string
  const words = new Set<string>()
  while (words.size < count) words.add(Array.from({ length: 2 + Math.floor(chance() * 3) }, pick).join(''))
  return [...words]
}

function phrase(chance: () => number, words: string[]): string {
  const length = 12 + Math.floor(chance() * 8)
  const picked = Array.from({ length }, () => words[Math.floor(words.length ** chance()) - 1] as string)
  return `${picked.join(' ')}.`
}
