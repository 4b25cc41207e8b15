import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { emptyDatabase } from '../database.ts'
import { renderTypes } from '../types.ts'
import { checkColumns } from './columns.ts'
import { checkDocs } from './docs.ts'
import { checkPackages } from './packages.ts'
import { plantTree } from './tree.ts'

test('links and paths in documents that lead nowhere are found', () => {
  const root = plantTree({
    'docs/a.md':
      '# One thing\n[b](b.md) [top](../README.md#the-words) [web](https://example.org) [here](#one-thing) `src/app.ts` `src/NNNN.ts`',
    'docs/b.md': '[gone](c.md) [no heading](a.md#two) `src/gone.ts`\n```\n[x](y.md)\n```\n',
    'README.md': '## The words\n',
    'src/app.ts': '',
  })
  assert.deepEqual(checkDocs(root), [
    'docs/b.md links to c.md, which is not there',
    'docs/b.md links to a.md#two: no such heading',
    'docs/b.md names src/gone.ts, which is not there',
  ])
})

test('a package below its floor, an inexact one, a script at installing and a lock file with a gap are found (ASVS 15.2.1, 15.2.4)', () => {
  const root = plantTree({
    '.npmrc': 'save-exact=true\n',
    'package.json': JSON.stringify({ dependencies: { hono: '^4.13.6' }, scripts: { postinstall: 'x', test: 'y' } }),
    'package-lock.json': JSON.stringify({
      packages: {
        'node_modules/hono': { version: '4.13.6' },
        'node_modules/nodemailer': { version: '10.4.1' },
        'node_modules/esbuild': { version: '1.0.0', hasInstallScript: true },
        'node_modules/c': { version: '1.0.0', hasInstallScript: true },
        'node_modules/undici': { version: '7.29.1' },
        'node_modules/a/node_modules/undici': { version: '8.8.9' },
        'node_modules/b': { version: '1.0.0', optionalDependencies: { 'b-linux': '1.0.0' }, resolved: 'somewhere' },
      },
    }),
  })
  assert.deepEqual(checkPackages(root), [
    'hono 4.13.6 is below its floor 4.13.7 (node_modules/hono)',
    'undici 8.8.9 is below its floor 8.9.0 (node_modules/a/node_modules/undici)',
    'hono is asked for as ^4.13.6: name one version',
    'package-lock.json lacks b-linux of node_modules/b',
    'package-lock.json names a place for node_modules/b',
    'c brings a script for installing: see that it works without',
    'package.json runs postinstall at installing',
    '.npmrc lets packages run their scripts: it needs ignore-scripts=true',
  ])
})

test('a text column without a comment, or with another word, is found (ASVS 14.1.1)', async () => {
  const { url, drop } = await emptyDatabase()
  await execute(
    url,
    `create table leaf (id int, name text, note text, words text[]);
    comment on column leaf.name is 'room'; comment on column leaf.note is 'private'`,
  )

  assert.deepEqual(await checkColumns(url), [
    `leaf.note has the comment “private”: say 'public', 'room', 'person' or 'secret'`,
    `leaf.words has no comment: say 'public', 'room', 'person' or 'secret'`,
  ])
  await drop()
})

test('row types say what a column takes and gives', async () => {
  const { url, drop } = await emptyDatabase()
  await execute(
    url,
    `create type leaf_state as enum ('green', 'gone');
    create table leaf (id bigint generated always as identity, state leaf_state not null default 'green', on_day date,
      at timestamptz not null, words text[] not null, body bytea, data jsonb not null default '{}')`,
  )

  const text = await renderTypes(url)
  await drop()

  assert.match(text, /^export type LeafState = 'green' \| 'gone'$/m)
  const [, body] = /leaf: \{\n([\s\S]*?)\n {2}\}/.exec(text) ?? []
  assert.deepEqual(
    body?.split('\n').map((line) => line.trim()),
    [
      'id: GeneratedAlways<number>',
      'state: Generated<LeafState>',
      'on_day: string | null',
      'at: Date',
      'words: string[]',
      'body: Buffer | null',
      'data: Generated<Json>',
    ],
  )
})

async function execute(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(text).finally(() => client.end())
}
