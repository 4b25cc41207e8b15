import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

type AssetName = 'css' | 'js' | 'icons'
type Asset = { path: string; type: string; body: Buffer; brotli: Buffer }
export type Assets = Record<AssetName, Asset>

const source = fileURLToPath(new URL('..', import.meta.url))
const layers = '@layer reset, tokens, base, layout, components, utilities, print;\n'
/** Raised when the way of building changes, so that no older cache is taken. */
const recipe = 1
const paths: Record<AssetName, string> = {
  css: '/assets/copse.css',
  js: '/assets/copse.js',
  icons: '/assets/copse.svg',
}

/** Builds the stylesheet, the script and the icons once; a later start with the same sources reads them back. */
export async function buildAssets(cacheFolder: string): Promise<Assets> {
  const sources = await readSources()
  const file = join(cacheFolder, `assets-${hashOf(JSON.stringify([recipe, sources]))}.json`)
  const assets = (await readCache(file)) ?? (await buildAndKeep(file, cacheFolder, sources))
  for (const name of ['css', 'js', 'icons'] as const) paths[name] = assets[name].path
  return assets
}

/** Where a page finds an asset; known once `buildAssets` has run. */
export function assetPath(name: AssetName): string {
  return paths[name]
}

type Source = [name: string, text: string]

async function readSources(): Promise<Source[]> {
  const names = [...(await listFiles('ui')), ...(await listFiles('client'))]
  const wanted = names.filter((name) => /\.(css|svg)$|^client.*(?<!\.test)\.ts$/.test(name)).sort()
  return Promise.all(wanted.map(async (name): Promise<Source> => [name, await readFile(join(source, name), 'utf8')]))
}

async function listFiles(folder: string): Promise<string[]> {
  const names = await readdir(join(source, folder), { recursive: true })
  return names.map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
}

async function readCache(file: string): Promise<Assets | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (!text) return undefined
  try {
    return JSON.parse(text, (_, value) => (value?.type === 'Buffer' ? Buffer.from(value.base64, 'base64') : value))
  } catch {
    return undefined
  }
}

async function buildAndKeep(file: string, cacheFolder: string, sources: Source[]): Promise<Assets> {
  const [css, js] = await Promise.all([buildCss(sources), buildScript()])
  const icons = sources.filter(([name]) => name.endsWith('.svg')).map(([, text]) => text.replace(/>\s+</g, '><').trim())
  const assets: Assets = {
    css: await pack('css', 'text/css; charset=utf-8', css),
    js: await pack('js', 'text/javascript; charset=utf-8', js),
    icons: await pack('svg', 'image/svg+xml', Buffer.from(icons.join(''))),
  }
  await mkdir(cacheFolder, { recursive: true })
  await writeFile(`${file}.${process.pid}`, JSON.stringify(assets, asBase64))
  await rename(`${file}.${process.pid}`, file)
  return assets
}

/** Loaded only when something is to be built: a warm start needs neither tool. */
async function buildCss(sources: Source[]): Promise<Buffer> {
  const { transform } = await import('lightningcss')
  const sheets = sources.filter(([name]) => name.endsWith('.css')).map(([, text]) => text)
  const { code } = transform({
    filename: 'copse.css',
    code: Buffer.from(layers + sheets.join('\n')),
    minify: true,
    targets: { chrome: 108 << 16, firefox: 115 << 16, safari: (15 << 16) | (4 << 8) },
  })
  return Buffer.from(code)
}

async function buildScript(): Promise<Buffer> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [join(source, 'client/main.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  })
  return Buffer.from(outputFiles[0]?.contents ?? '')
}

async function pack(ending: string, type: string, body: Buffer): Promise<Asset> {
  const brotli = await promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  return { path: `/assets/copse-${hashOf(body)}.${ending}`, type, body, brotli }
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12)
}

/** Buffers have already been turned into arrays of numbers when a replacer sees them; as text they are a third. */
function asBase64(_: string, value: { type?: string; data?: number[] } | string) {
  if (typeof value === 'string' || value?.type !== 'Buffer' || !value.data) return value
  return { type: 'Buffer', base64: Buffer.from(value.data).toString('base64') }
}
