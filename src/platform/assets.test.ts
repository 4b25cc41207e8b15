import assert from 'node:assert/strict'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { temporaryFolder } from '../../test/support/folders.ts'
import { assetPath, buildAssets } from './assets.ts'

test('one stylesheet, one script and one picture, small and named by what is in them', async () => {
  const assets = await buildAssets(temporaryFolder())

  assert.match(assets.css.path, /^\/assets\/copse-[0-9a-f]{12}\.css$/)
  assert.match(assets.js.path, /^\/assets\/copse-[0-9a-f]{12}\.js$/)
  assert.match(assets.icons.path, /^\/assets\/copse-[0-9a-f]{12}\.svg$/)
  for (const { body, brotli } of Object.values(assets)) assert.deepEqual(brotliDecompressSync(brotli), body)
  const bytes = Object.values(assets).reduce((sum, { brotli }) => sum + brotli.length, 0)
  assert.ok(bytes < 14_000, `${bytes} bytes over the wire`)
})

test('a page finds the assets once they are built', async () => {
  const assets = await buildAssets(temporaryFolder())

  assert.deepEqual(
    [assetPath('css'), assetPath('js'), assetPath('icons')],
    [assets.css.path, assets.js.path, assets.icons.path],
  )
})

test('nothing is fetched from elsewhere, and nothing needs a looser policy (ASVS 3.6.1, 14.2.3)', async () => {
  const { css, js } = await buildAssets(temporaryFolder())

  assert.doesNotMatch(css.body.toString(), /url\(|@import|@font-face/)
  assert.doesNotMatch(js.body.toString(), /\beval\(|new Function|https?:\/\/\w/)
})

test('a warm start reads what a cold one built', async () => {
  const cache = temporaryFolder()
  const built = await buildAssets(cache)
  const [file = ''] = readdirSync(cache)

  assert.deepEqual(await buildAssets(cache), built)
  assert.deepEqual(readdirSync(cache), [file])
})

test('a cache that was cut off is built anew', async () => {
  const cache = temporaryFolder()
  const built = await buildAssets(cache)
  for (const file of readdirSync(cache)) writeFileSync(join(cache, file), '{"css":')

  assert.deepEqual(await buildAssets(cache), built)
})
