import { bombs, samples, zip } from '../../../src/platform/files/samples.ts'
import { chance, oneOf } from '../../support/harness-options.ts'

/** A file as it is sent: what it is, its name, what it says it is, and its bytes. */
export type Sent = { what: string; name: string; claims: string; content: Buffer }

const RUNS = '<script>__hit=1</script><img src=x onerror=__hit=1>'
const PAGE = `<!doctype html><title>A</title>${RUNS}`
const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" onload="__hit=1">${RUNS}<use href="http://evil.example/#a"/></svg>`
const STYLED = `<?xml version="1.0"?><?xml-stylesheet href="#s" type="text/xsl"?><a>${RUNS}</a>`
const PNG = '\x89PNG\r\n\x1a\n'
const JPEG = '\xff\xd8\xff\xe0\0\x10JFIF'
const OPENS = '<< /Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>'
const MAIL = `From: a@b\r\nContent-Type: text/html\r\n\r\n${PAGE}`
const SHORTCUT = '[InternetShortcut]\r\nURL=file:///c:/windows/system32/cmd.exe'

/** What would act as a page or a program where somebody took it for what it says it is. */
export const pretenders: Sent[] = (
  [
    ['a drawing that runs', 'a.svg', 'image/svg+xml', DRAWING],
    ['a drawing that calls itself a picture', 'a.png', 'image/png', DRAWING],
    ['a page', 'a.html', 'text/html', PAGE],
    ['a page that calls itself a picture', 'b.png', 'image/png', PAGE],
    ['a page that calls itself a PDF', 'b.pdf', 'application/pdf', PAGE],
    ['a page without an ending', 'page', '', PAGE],
    ['a page that begins like a GIF', 'a.gif', 'image/gif', `GIF89a/*${PAGE}*/=1`],
    ['a page that begins like a PNG', 'c.png', 'image/png', `${PNG}${PAGE}`],
    ['a page that begins like a JPEG', 'a.jpg', 'text/html', `${JPEG}${PAGE}`],
    ['a page that begins like a PDF', 'c.pdf', 'text/html', `%PDF-1.7\n${PAGE}`],
    ['a page in UTF-7', 'd.txt', 'text/html; charset=utf-7', '+ADw-script+AD4-__hit+AD0-1+ADw-/script+AD4-'],
    ['a page in UTF-16', 'e.txt', 'text/plain; charset=utf-16', `\xff\xfe${[...PAGE].join('\0')}\0`],
    ['a page in an archive of pages', 'a.mht', 'multipart/related', MAIL],
    ['a mail', 'a.eml', 'message/rfc822', MAIL],
    ['XML that is made a page', 'a.xml', 'application/xml', STYLED],
    ['XHTML', 'a.xhtml', 'application/xhtml+xml', `<html xmlns="http://www.w3.org/1999/xhtml">${RUNS}</html>`],
    ['a script', 'a.js', 'text/javascript', '__hit=1'],
    ['a script that calls itself text', 'f.txt', 'text/plain', '<script>__hit=1</script>'],
    ['a style sheet', 'a.css', 'text/css', '@import "http://evil.example/";'],
    ['a worker', 'sw.js', 'application/javascript', 'self.onfetch=()=>0'],
    ['a program of Windows', 'a.exe', 'application/pdf', `MZ\x90\0${'\0'.repeat(60)}PE\0\0`],
    ['a program of Linux', 'a', 'image/jpeg', '\x7fELF\x02\x01\x01'],
    ['a program in a page', 'a.hta', 'application/hta', `<hta:application>${RUNS}`],
    ['a program of the shell', 'a.sh', 'text/x-shellscript', '#!/bin/sh\nrm -rf /'],
    ['a shortcut', 'a.url', 'application/internet-shortcut', SHORTCUT],
    ['a film that runs', 'a.swf', 'application/x-shockwave-flash', 'FWS\x09'],
    ['a type with a header of ours in it', 'b.bin', 'text/html;x="\\', PAGE],
    ['a PDF that runs', 'd.pdf', 'application/pdf', `%PDF-1.7\n1 0 obj\n${OPENS}\nendobj\n%%EOF`],
  ] as const
).map(([what, name, claims, content]) => ({ what, name, claims, content: Buffer.from(content, 'latin1') }))

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Two kinds at once, and archives that reach out of themselves. */
export const packed: Sent[] = [
  ['a PDF that is an archive', 'g.pdf', Buffer.concat([samples.pdf('Pumps'), zip({ 'a.html': PAGE })])],
  ['an archive that is a PDF', 'a.zip', Buffer.concat([zip({ 'a.html': PAGE }), samples.pdf('Pumps')])],
  ['an archive that reaches out', 'b.zip', zip({ '../../../etc/cron.d/a': 'x', '/etc/passwd': 'x', 'C:\\a': 'x' })],
  ['a document that reaches out', 'a.docx', zip({ '../word/document.xml': PAGE, 'word/document.xml': PAGE })],
  ['a document with a program', 'a.docm', zip({ 'word/document.xml': '<w:document/>', 'word/vbaProject.bin': 'x' })],
].map(([what, name, content]) => ({ what, name, claims: WORD, content }) as Sent)

const FEW_BOMBS = ['lyingPart', 'entities']

export function bombsOf(short: boolean): Sent[] {
  const all = Object.entries(bombs).filter(([name]) => !short || FEW_BOMBS.includes(name))
  return all.map(([name, make]) => {
    const ending = name.endsWith('Pdf') ? 'pdf' : 'docx'
    return { what: `a bomb (${name})`, name: `${name}.${ending}`, claims: WORD, content: make() }
  })
}

/** Documents of each kind, bitten by chance: bytes changed, cut off, said twice. */
export function bittenOf(many: number): Sent[] {
  const { docx, xlsx, pptx, odt, pdf } = samples
  const whole = { docx: docx('Pumps'), xlsx: xlsx('Pumps'), pptx: pptx('Pumps'), odt: odt('Pumps'), pdf: pdf('Pumps') }
  return Array.from({ length: many }, (_, nth) => {
    const [kind, content] = oneOf(Object.entries(whole))
    return { what: `a ${kind} that was bitten`, name: `bitten${nth}.${kind}`, claims: '', content: bite(content) }
  })
}

function bite(content: Buffer): Buffer {
  const bitten = Buffer.from(content)
  const at = () => Math.floor(chance() * bitten.length)
  for (let nth = 0; nth < 1 + chance() * 20; nth++) bitten[at()] = Math.floor(chance() * 256)
  if (chance() < 0.3) return bitten.subarray(0, at())
  return chance() < 0.3 ? Buffer.concat([bitten, bitten.subarray(at())]) : bitten
}
