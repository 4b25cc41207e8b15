import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import typst from '@myriaddreamin/typst-ts-node-compiler'
import { withCopiedText } from './copied-text.ts'

type Sheet = { document: string }
export type Printed = { pdf: Buffer } | { fault: string }
/** Told when it begins, since a busy machine may take long to start it. */
export type Begun = { begun: true }

const folder = fileURLToPath(new URL('.', import.meta.url))
const compiler = typst.NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: fontFiles() }] })

process.on('message', ({ document }: Sheet) => {
  process.send?.({ begun: true } satisfies Begun)
  process.send?.(print(document))
  compiler.evictCache(2)
})

function print(document: string): Printed {
  try {
    return { pdf: copiable(typeset(document)) }
  } catch (error) {
    return { fault: faultOf(error) }
  }
}

/** PDF/UA allows no character that no font has; a document with one is still tagged, but does not claim the standard. */
function typeset(document: string): Buffer {
  const { result, ...compiled } = compile(document)
  if (!result) throw compiled.fault
  try {
    return compiler.pdf(result, { pdfStandard: 'ua-1' })
  } catch {
    return compiler.pdf(result)
  }
}

function compile(document: string) {
  const compiled = compiler.compile({ mainFilePath: `${folder}document.typ`, inputs: { document } })
  return { result: compiled.result, fault: compiled.takeError() }
}

/** A file that is built otherwise than expected is better than none. */
function copiable(pdf: Buffer): Buffer {
  try {
    return withCopiedText(pdf)
  } catch {
    return pdf
  }
}

function faultOf(error: unknown): string {
  const { shortDiagnostics, code, message } = (error ?? {}) as Record<string, unknown>
  return String(shortDiagnostics ? JSON.stringify(shortDiagnostics) : (code ?? message ?? error)).slice(0, 500)
}

function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url)
  return [
    'noto-sans/400Regular/NotoSans_400Regular.ttf',
    'noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf',
    'noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
    'noto-sans/700Bold/NotoSans_700Bold.ttf',
    'noto-sans/700Bold_Italic/NotoSans_700Bold_Italic.ttf',
    'noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf',
    'noto-sans-devanagari/500Medium/NotoSansDevanagari_500Medium.ttf',
    'noto-sans-devanagari/600SemiBold/NotoSansDevanagari_600SemiBold.ttf',
    'noto-sans-devanagari/700Bold/NotoSansDevanagari_700Bold.ttf',
    'noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
  ].map((file) => resolve(`@expo-google-fonts/${file}`))
}
