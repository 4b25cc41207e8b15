import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import typst from '@myriaddreamin/typst-ts-node-compiler'

/** One document, as setting.ts writes it. */
export type Sheet = { id: number; document: string }
export type Printed = { id: number; pdf: Buffer } | { id: number; fault: string }

const folder = fileURLToPath(new URL('.', import.meta.url))
const compiler = typst.NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: fonts() }] })

process.on('message', ({ id, document }: Sheet) => {
  process.send?.(print(id, document))
})

function print(id: number, document: string): Printed {
  try {
    return { id, pdf: compile(document) }
  } catch (error) {
    return { id, fault: String((error as { code?: string }).code ?? error) }
  } finally {
    compiler.evictCache(2)
  }
}

/** PDF/UA allows no character that no font has; a document with one is still tagged, but does not claim the standard. */
function compile(document: string): Buffer {
  const source = { mainFilePath: `${folder}document.typ`, inputs: { document } }
  const compiled = compiler.compile(source)
  if (!compiled.result) throw compiled.takeError()
  try {
    return compiler.pdf(compiled.result, { pdfStandard: 'ua-1' })
  } catch {
    return compiler.pdf(compiled.result)
  }
}

function fonts(): string[] {
  const { resolve } = createRequire(import.meta.url)
  return [
    'noto-sans/400Regular/NotoSans_400Regular.ttf',
    'noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf',
    'noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
    'noto-sans/700Bold/NotoSans_700Bold.ttf',
    'noto-sans/700Bold_Italic/NotoSans_700Bold_Italic.ttf',
    'noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf',
    'noto-sans-devanagari/600SemiBold/NotoSansDevanagari_600SemiBold.ttf',
    'noto-sans-devanagari/700Bold/NotoSansDevanagari_700Bold.ttf',
  ].map((file) => resolve(`@expo-google-fonts/${file}`))
}
