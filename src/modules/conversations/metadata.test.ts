import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutMetadata } from './metadata.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const segment = (marker: string, words: string) => {
  const body = Buffer.from(words)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(body.length + 2)
  return Buffer.concat([hex(marker), length, body])
}

test('a JPEG keeps its frame, colours and picture, and loses all that was written about it (ASVS 14.2.8)', () => {
  const frame = segment('ffe0', 'JFIF\0')
  const colours = segment('ffee', 'Adobe')
  const scan = hex('ffda 0002 1234 ff00 56 ffd0 78')
  const end = hex('ffd9')
  const telling = [segment('ffe1', 'Exif Hema'), segment('fffe', 'taken by Hema'), segment('ffed', 'Photoshop')]
  const camera = Buffer.concat([hex('ffd8'), frame, ...telling, colours, scan, end, Buffer.from('Hema')])

  const clean = withoutMetadata(camera, 'image/jpeg')

  assert.deepEqual(clean, Buffer.concat([hex('ffd8'), frame, colours, scan, end]))
})

test('a PNG keeps only the chunks that are the picture (ASVS 14.2.8)', () => {
  const head = hex('89504e470d0a1a0a')
  const chunk = (name: string, words: string) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(Buffer.byteLength(words))
    return Buffer.concat([length, Buffer.from(name + words), hex('00000000')])
  }
  const kept = [chunk('IHDR', 'size'), chunk('IDAT', 'picture'), chunk('IEND', '')]
  const telling = [chunk('tEXt', 'Author Hema'), chunk('eXIf', 'Hema')]
  const all = [kept[0], telling[0], kept[1], telling[1], kept[2]] as Buffer[]

  assert.deepEqual(
    withoutMetadata(Buffer.concat([head, ...all, Buffer.from('Hema')]), 'image/png'),
    Buffer.concat([head, ...kept]),
  )
})

test('what is broken, or cannot be cleaned with certainty, is not taken', () => {
  assert.equal(withoutMetadata(hex('ffd8ffe1ffff00'), 'image/jpeg'), null)
  assert.equal(withoutMetadata(hex('ffd8ffda00021234'), 'image/jpeg'), null)
  assert.equal(withoutMetadata(hex('89504e470d0a1a0a00'), 'image/png'), null)
  assert.equal(withoutMetadata(Buffer.from('%PDF'), 'application/pdf'), null)
})
