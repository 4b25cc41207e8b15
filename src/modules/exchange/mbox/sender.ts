import { parseAddress } from '../../../platform/mail/address.ts'
import type { IncomingMail } from '../../../platform/mail/read.ts'

/** Whose mail it is, as far as the archive says; without an address she cannot be known again. */
export type Sender = { address: string | null; name: string }

/** Heads as archives write them, made such as mail programs do: “ana at example.org (Ana)”, names and ids without brackets. */
export function mendHead(raw: Buffer): Buffer {
  const end = headEnd(raw)
  const head = raw.toString('latin1', 0, end)
  const mended = head
    .replace(/^(?:from|to|cc|reply-to):[^\n]*(?:\n[ \t][^\n]*)*/gim, (line) =>
      line.replace(HIDDEN, '$1@$2').replace(/\([^()\r\n]*@[^()\r\n]*\)/, ''),
    )
    .replace(/^(from:[ \t]*[^<>"\r\n]*[^<>"\s:])[ \t]+([^\s<>"()]+@[^\s<>"()]+)(?=\r?$)/gim, '$1 <$2>')
    .replace(/^((?:message-id|in-reply-to|references):)[ \t]*([^<>\r\n]*@[^<>\r\n]*)(?=\r?$)/gim, bracketed)
  return mended === head ? raw : Buffer.concat([Buffer.from(mended, 'latin1'), raw.subarray(end)])
}

const HIDDEN = /([\w.+%=~!#$&'*/?^`{|}-]{1,100}) at ([\w-]{1,60}(?:\.[\w-]{1,60}){1,6})/g

function bracketed(_line: string, name: string, ids: string): string {
  return `${name} ${ids.replace(/\S+@\S+/g, '<$&>')}`
}

/** Where a list wrote itself into From (“Ana via North”), who is behind it. */
export function senderOf({ from, headers }: IncomingMail): Sender {
  const via = /^(.*\S)\s+via\s+\S.*$/i.exec(from.name)?.[1]
  const address = via ? behind(headers, from.address) : from.address
  return { address, name: nameOf(via ?? from.name, address ?? loneAddress(headers.get('from'))) }
}

function behind(headers: Map<string, string>, list: string | null): string | null {
  const found = ['x-original-from', 'reply-to', 'x-mailfrom'].map((name) => loneAddress(headers.get(name)))
  return found.find((address) => address && address !== list) ?? null
}

function loneAddress(header: string | undefined): string | null {
  const inside = /<([^<>]+)>/.exec(header ?? '')?.[1] ?? (header ?? '').replace(/\([^()]*\)/g, '')
  return parseAddress(inside.trim())
}

/** A name as it stands in the mail; never an address, so of one that has no other the part before the @. */
function nameOf(written: string, address: string | null): string {
  const name = written.replace(/^['"\s]+|['"\s]+$/g, '').trim()
  if (name && !/\S@\S|\S+ at \S+\.\S+|\.{3}$/.test(name)) return name.slice(0, 200)
  const part =
    (address ?? name)
      .split('@')[0]
      ?.replace(/[._+]+/g, ' ')
      .trim() ?? ''
  return part.replace(/ at .*$/, '').slice(0, 200)
}

function headEnd(raw: Buffer): number {
  const ends = ['\r\n\r\n', '\n\n'].map((mark) => raw.subarray(0, 262_144).indexOf(mark)).filter((at) => at >= 0)
  return ends.length > 0 ? Math.min(...ends) : Math.min(raw.length, 262_144)
}
