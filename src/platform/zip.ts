import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'

export type ZipEntry = { name: string; content: Buffer; packed?: boolean }
type Written = { head: Buffer; name: Buffer; at: number }

/** A ZIP as every system opens it, one entry after the other; less than four gigabytes in all. */
export async function* zip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let at = 0
  for await (const entry of entries) {
    const name = Buffer.from(entry.name)
    const data = entry.packed ? await pack(entry.content) : entry.content
    const head = headOf(entry, name, data.length)
    yield Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), head, name])
    yield data
    written.push({ head, name, at })
    at += 4 + head.length + name.length + data.length
  }
  const directory = Buffer.concat(written.map(lineOf))
  yield directory
  yield endOf(written.length, directory.length, at)
}

const pack = promisify<Buffer, Buffer>(deflateRaw)

/** What stands before an entry and again in the directory: version, UTF-8 names, method, no time, sum, sizes. */
function headOf({ content, packed }: ZipEntry, name: Buffer, size: number): Buffer {
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0)
  head.writeUInt16LE(0x0800, 2)
  head.writeUInt16LE(packed ? 8 : 0, 4)
  // 1 January 1980, the earliest that a ZIP can say.
  head.writeUInt16LE(0x21, 8)
  head.writeUInt32LE(crc32(content), 10)
  head.writeUInt32LE(size, 14)
  head.writeUInt32LE(content.length, 18)
  head.writeUInt16LE(name.length, 22)
  return head
}

function lineOf({ head, name, at }: Written): Buffer {
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(at, 10)
  return Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), head, rest, name])
}

function endOf(count: number, size: number, at: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return end
}
