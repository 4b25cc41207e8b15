import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { config } from '../config.ts'
import { openFile, writeDurably } from './store.ts'

export type Refusal =
  | 'kind'
  | 'archive'
  | 'too_large'
  | 'too_many_parts'
  | 'too_slow'
  | 'too_much_memory'
  | 'locked'
  | 'broken'
  | 'missing'
/** What became of a file: its words, none in it, or why it was not read. */
export type Words = { state: 'read' | 'empty' | 'refused'; reason?: Refusal; text?: string }

/** What a file may cost in work, and how long a busy machine may take over it: who waits for a turn is not slow. */
const SECONDS = 10
const PATIENCE_SECONDS = 30
/** The kernel's limit for all memory that the process may write to, and V8's own below it. */
const KILOBYTES = 256 * 1024
const HEAP_MEGABYTES = 144
const MOST_OUTPUT = 5_000_000

let last: Promise<unknown> = Promise.resolve()

/** Reads one file after another, each in a process of its own that gets its bytes and nothing else. */
export function readWords(sha256: string, type: string): Promise<Words> {
  const reading = last.then(() => readAlone(sha256, type))
  last = reading.catch(() => {})
  return reading
}

async function readAlone(sha256: string, type: string): Promise<Words> {
  const content = await openFile(sha256)
  const child = await startReader(type)
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_SECONDS * 1000)
  try {
    const ended = outcome(child)
    // The reader may have had enough before it took everything: its answer counts, not the broken pipe.
    const sent = pipeline(content, child.stdin as NodeJS.WritableStream).catch(
      (error) => error as NodeJS.ErrnoException,
    )
    const words = await ended
    const fault = await sent
    if (fault && !['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes(fault.code ?? '')) throw fault
    return words
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
  }
}

/** It gets none of the program's secrets, may read one file (itself) and write none, and has no network where that can be had. */
async function startReader(type: string): Promise<ChildProcess> {
  const program = await readerProgram()
  const node = [process.execPath, '--no-warnings', `--max-old-space-size=${HEAP_MEGABYTES}`]
  const jailed = [...node, permission, `--allow-fs-read=${program}`, program, type]
  const alone = (await mayUnshare()) ? ['unshare', '-rn', ...jailed] : jailed
  const limits = `ulimit -d ${KILOBYTES}; ulimit -t ${SECONDS}; ulimit -f 0; ulimit -c 0; exec "$@"`
  const command = process.platform === 'win32' ? jailed : ['sh', '-c', limits, 'sh', ...alone]
  const [name = '', ...given] = command
  const { PATH, SystemRoot } = process.env
  return spawn(name, given, { env: { PATH, SystemRoot }, stdio: ['pipe', 'pipe', 'ignore'] })
}

const permission = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission'

let made: Promise<string> | undefined
let apart: Promise<boolean> | undefined

function readerProgram(): Promise<string> {
  made ??= makeReader().catch((error) => {
    made = undefined
    throw error
  })
  return made
}

/** The reader as one file, so that it needs to be allowed no other. */
async function makeReader(): Promise<string> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('reader/main.ts', import.meta.url))],
    ...{ bundle: true, write: false, platform: 'node', format: 'esm', target: 'node20', logLevel: 'silent' },
    external: ['@napi-rs/canvas'],
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url)`,
    },
  })
  const content = Buffer.from(outputFiles[0]?.contents ?? [])
  const name = `reader-${createHash('sha256').update(content).digest('hex').slice(0, 16)}.mjs`
  const path = join(config().COPSE_DATA, name)
  await access(path).catch(() => writeDurably(path, content))
  return path
}

/** A namespace without any network; not every machine lets a program make one. */
function mayUnshare(): Promise<boolean> {
  apart ??= new Promise((resolve) => execFile('unshare', ['-rn', 'true'], (error) => resolve(!error)))
  return apart
}

function outcome(child: ChildProcess): Promise<Words> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > MOST_OUTPUT) child.kill('SIGKILL')
      else chunks.push(chunk)
    })
    child.on('error', reject)
    child.on('close', (code, signal) =>
      resolve(size > MOST_OUTPUT ? refused('too_large') : judge(chunks, code, signal)),
    )
  })
}

const SLOW = ['SIGKILL', 'SIGXCPU']
const FULL = ['SIGABRT', 'SIGTRAP', 'SIGSEGV', 'SIGBUS']

function judge(chunks: Buffer[], code: number | null, signal: NodeJS.Signals | null): Words {
  if (signal && SLOW.includes(signal)) return refused('too_slow')
  if ((signal && FULL.includes(signal)) || code === 134) return refused('too_much_memory')
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Words
  } catch {
    return refused('broken')
  }
}

function refused(reason: Refusal): Words {
  return { state: 'refused', reason }
}
