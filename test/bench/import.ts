import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { simpleParser } from 'mailparser'
import { listSources, readSource } from '../../src/modules/exchange/mbox/sources.ts'
import { splitMbox } from '../../src/modules/exchange/mbox/split.ts'
import { sql } from '../../src/platform/db.ts'
import { openWorld } from '../world.ts'
import { loadNote } from './usage.ts'

const lists = join(
  process.env.TEST_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url)),
  'mailing-lists',
)
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const INVENTED = 10_000

/** The command, from its start to its end, beside plain mailparser over the same mails in the same run. */
export async function benchImport(): Promise<string[]> {
  const found = ['ksummit-discuss-2019-2022.mbox', 'open-iscsi-googlegroups-2019-2020.mbox', 'usrp-users-2025H1.mbox']
  const archives = [...found.map((name) => join(lists, name)).filter((path) => existsSync(path)), invent(INVENTED)]
  const rows: string[] = []
  for (const path of archives) rows.push(await benchOne(path))
  return [
    '| archive | messages | MB | messages/s | MB/s | the same archive again | mailparser alone, messages/s | ratio | peak memory |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
    `Messages a second from the start of the command to its end, PostgreSQL on the same machine. Peak memory is that of the importing process. ${loadNote()}`,
  ]
}

async function benchOne(path: string): Promise<string> {
  const world = await openWorld()
  try {
    const alone = await parseOnly(path)
    const first = await bringIn(world, path)
    const again = await bringIn(world, path)
    const { rows } = await sql<{ count: number }>`select count(*) from archive_mail`.execute(world.db)
    const [name, count, megabytes] = [path.split('/').at(-1), rows[0]?.count ?? 0, statSync(path).size / 1e6]
    const perSecond = count / first.seconds
    const figures = [
      ...[count, megabytes.toFixed(1), perSecond.toFixed(0), (megabytes / first.seconds).toFixed(1)],
      ...[
        `${again.seconds.toFixed(1)} s`,
        alone.toFixed(0),
        (perSecond / alone).toFixed(2),
        `${(first.peak / 1e6).toFixed(0)} MB`,
      ],
    ]
    return `| ${name} | ${figures.join(' | ')} |`
  } finally {
    await world.close()
  }
}

async function bringIn({ url, folder }: Awaited<ReturnType<typeof openWorld>>, path: string) {
  const from = performance.now()
  const env = { ...process.env, DATABASE_URL: url, COPSE_DATA: folder, COPSE_QUIET: '1' }
  const args = ['--import', 'tsx', main, 'import', 'mbox', path, '--community', 'north']
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  let peak = 0
  const watching = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid ?? 0))
  }, 100)
  const [code] = await once(child, 'exit')
  clearInterval(watching)
  if (code !== 0) throw new Error(`The import of ${path} ended with ${code}`)
  return { seconds: (performance.now() - from) / 1000, peak }
}

function peakOf(pid: number): number {
  const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : ''
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024
}

async function parseOnly(path: string): Promise<number> {
  const mails: Buffer[] = []
  for (const source of await listSources(path)) {
    for await (const { raw } of splitMbox(readSource(source, () => {}))) mails.push(raw)
  }
  const from = performance.now()
  for (const raw of mails) await simpleParser(raw)
  return mails.length / ((performance.now() - from) / 1000)
}

/** Threads of five mails of some 2,000 characters, by two hundred writers. */
function invent(count: number): string {
  const words = 'well water depth pump village office month report people field rain tank road school plan'.split(' ')
  const mails = Array.from({ length: count }, (_, nth) => {
    const text = Array.from({ length: 300 }, (_, at) => words[(nth * 7 + at * at) % words.length]).join(' ')
    const reply = nth % 5 ? `In-Reply-To: <${nth - 1}@old>\n` : ''
    const quote = nth % 5 ? `\nOn Monday, Writer wrote:\n> ${text.slice(0, 70)}\n` : ''
    const date = new Date(Date.UTC(2009, 0, 1) + nth * 3_600_000).toUTCString()
    return `From w@old.example Mon Dec 14 11:33:20 2009\nMessage-ID: <${nth}@old>\nDate: ${date}\nFrom: Writer ${nth % 200} <w${nth % 200}@old.example>\nSubject: ${nth % 5 ? 'Re: ' : ''}Wells ${Math.floor(nth / 5)}\n${reply}\n${text.replace(/(.{70}) /g, '$1\n')}\n${quote}\n`
  })
  const path = join(mkdtempSync(join(tmpdir(), 'copse-bench-')), `invented-${count}.mbox`)
  writeFileSync(path, mails.join(''))
  return path
}
