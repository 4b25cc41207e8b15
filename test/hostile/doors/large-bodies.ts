import { hiddenFields, type World } from '../../world.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'

const MEGABYTE = 1024 * 1024
const TALK = '/communities/north/talk'

/** Forms that are too large, of too many pieces, or no forms at all. */
export const largeBodies: Trial = {
  name: 'forms of any size and shape are refused or taken in time, and are no fault of ours',
  async run({ world, short }, attempt) {
    const fields = hiddenFields(await world.page(world.ben, TALK), TALK)
    await trySizes(world, attempt, fields)
    for (const [name, body, type] of shapes(fields, short ? 0.1 : 1)) {
      const from = performance.now()
      const headers: Record<string, string> = type ? { 'content-type': type } : {}
      const { status } = await world.request(world.ben, TALK, { method: 'POST', body, headers })
      const ms = performance.now() - from
      expect(attempt, status < 500, `${name}: ${status}`)
      expect(attempt, ms < 5000, `${name} took ${ms.toFixed(0)} ms`)
    }
    expect(attempt, (await world.request(world.ben, TALK)).status === 200, 'the page is not there any more')
  },
}

async function trySizes(world: World, attempt: Attempt, fields: Record<string, string>) {
  const stranger = await world.send(null, '/sign-in', { address: `${'a'.repeat(MEGABYTE)}@example.org` })
  expect(attempt, stranger.status === 401 || stranger.status === 413, `a stranger’s MB: ${stranger.status}`)
  const large = await world.send(world.ben, TALK, { ...fields, title: 'A', body: 'a'.repeat(26 * MEGABYTE) })
  expect(attempt, large.status === 413, `26 MB of a member: ${large.status}`)
  const file = new File([new Uint8Array(26 * MEGABYTE)], 'a.bin')
  const sent = await world.send(world.ben, TALK, { ...fields, title: 'A', body: 'a', files: file })
  expect(attempt, sent.status === 413, `a file of 26 MB: ${sent.status}`)
}

type Shape = [name: string, body: string, type?: string]

function shapes(fields: Record<string, string>, share: number): Shape[] {
  const form = 'application/x-www-form-urlencoded'
  const own = new URLSearchParams(fields).toString()
  const many = (count: number, one: (nth: number) => string) =>
    Array.from({ length: count * share }, (_, nth) => one(nth))
  const part = (nth: number) => `--b\r\nContent-Disposition: form-data; name="f${nth}"\r\n\r\na\r\n`
  const file = (nth: number) => `--b\r\nContent-Disposition: form-data; name="files"; filename="${nth}"\r\n\r\na\r\n`
  const multipart = 'multipart/form-data; boundary=b'
  return [
    ['a hundred thousand fields', `${own}&${many(100_000, (nth) => `f${nth}=a`).join('&')}`, form],
    ['one field a hundred thousand times', `${own}&${many(100_000, () => 'title=a').join('&')}`, form],
    ['a title in brackets', `${own}&title${'[a]'.repeat(100_000 * share)}=a`, form],
    ['percent signs', `${own}&title=${'%'.repeat(1_000_000 * share)}`, form],
    ['plus signs', `${own}&title=${'+'.repeat(1_000_000 * share)}`, form],
    ['ten thousand parts', `${many(10_000, part).join('')}--b--`, multipart],
    ['ten thousand files', `${many(10_000, file).join('')}--b--`, multipart],
    ['a part with a head of one MB', `--b\r\nX: ${'a'.repeat(MEGABYTE)}\r\n\r\na\r\n--b--`, multipart],
    ['a boundary of one MB', `--${'b'.repeat(MEGABYTE)}--`, `multipart/form-data; boundary=${'b'.repeat(1000)}`],
    ['no boundary', own, 'multipart/form-data'],
    ['JSON, deep', '['.repeat(500_000 * share), 'application/json'],
    ['XML of entities', '<!DOCTYPE a [<!ENTITY a "a">]><a>&a;</a>', 'application/xml'],
    ['text', own, 'text/plain'],
    ['names of prototypes', `${own}&__proto__=a&constructor.prototype.a=b&toString=a&title=a&body=b`, form],
    ['bytes of no charset', `${own}&title=%ff%fe%ed%a0%80&body=%c0%af`, form],
  ]
}
