import type { Actor, World } from '../world.ts'
import { docxFile, pdfFile } from './documents.ts'
import { queryLife } from './query-life.ts'
import { newWord } from './words.ts'

type Say = (text: string) => string
type Cast = { ana: Actor; ben: Actor; cho: Actor; dee: Actor; fay: Actor }

/** What members add to the library, change and take out again, and what they keep for themselves and for others. */
export async function layLibrary(world: World, { ana, ben, cho, dee, fay }: Cast, say: Say) {
  const north = queryLife(world, 'north', ana)
  const add = async (actor: Actor, slug: string, more = {}) => {
    const library = `/communities/${slug}/library`
    const location = await north.press(actor, `${library}/add`, library, wordsOf(say, more))
    return location.split('?')[0] ?? ''
  }
  const item = await add(ben, 'north', {
    files: new File([say('Words in a file.')], `${say('report')}.txt`, { type: 'text/plain' }),
  })
  await north.press(ben, `${item}/change`, `${item}/change`, wordsOf(say, { because: say('Better so.') }))
  const gone = await add(cho, 'north', { files: docxFile() })
  await north.press(ana, `${gone}/change`, `${gone}/withdrawal`)
  await add(fay, 'south', { files: pdfFile() })

  const own = await keep(dee, item)
  const shared = await keep(cho, item)
  await north.press(cho, `${shared}/change`, `${shared}/sharing`, { community: 'north' })
  const starter = await north.press(ana, '/communities/north', '/communities/north/start')
  const entries = starter.replace(/change$/, 'entries')
  await north.press(ana, starter, entries, { address: item, note: say('Read it first.') })
  const link = `https://example.org/${newWord()}`
  await north.press(ana, starter, entries, { address: link, title: say('Elsewhere'), note: say('Read it too.') })
  await world.work()
  return { item, own, shared }

  async function keep(actor: Actor, address: string) {
    const fields = { collection: '', title: say('At hand'), note: say('Worth it.') }
    const location = await north.press(actor, address, '/me/collections/keep', fields)
    return location.split('?')[0] ?? ''
  }
}

function wordsOf(say: Say, more = {}) {
  return {
    ...{ title: say('A well'), kind: 'story', why: say('It helps.'), body: say('We dug.'), trial: say('Once.') },
    ...{ choice: say('Deep.'), wrong: say('Dry.'), learned: say('Look.'), link: 'https://example.org/well', ...more },
  }
}
