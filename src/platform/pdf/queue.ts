import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Begun, Printed } from './worker.ts'

type Job = { document: string; again: boolean; resolve: (pdf: Buffer) => void; reject: (fault: Error) => void }

const limits = { startSeconds: 60, seconds: 20, megabytes: 768, waiting: 50, idleMilliseconds: 120_000 }

/**
 * The worker is a process and not a thread: the typesetter is native code, which cannot be stopped in a thread, and
 * whose crash would take the whole program along. It starts with the first job, takes one at a time, and goes when
 * there was nothing to do for two minutes.
 */
let worker: ChildProcess | undefined
let current: Job | undefined
let watches: NodeJS.Timeout[] = []
const waiting: Job[] = []

export function printInWorker(document: string): Promise<Buffer> {
  if (waiting.length >= limits.waiting) return Promise.reject(new Error('Too many PDFs are waiting to be made'))

  return new Promise((resolve, reject) => {
    waiting.push({ document, again: false, resolve, reject })
    startNext()
  })
}

/** Ends the worker; what is being made or waits fails. */
export function stopPrinting() {
  for (const job of waiting.splice(0)) job.reject(new Error('The PDF worker was stopped'))
  discard('The PDF worker was stopped')
}

function startNext() {
  if (current || waiting.length === 0) return
  current = waiting.shift()
  worker ??= startWorker()
  keepAlive(worker, true)
  watch(worker, limits.startSeconds)
  worker.send({ document: current?.document })
}

/** It gets none of the program's secrets: its environment is only what Node needs to start. */
function startWorker(): ChildProcess {
  const { PATH, HOME, TMPDIR, TEMP, SystemRoot } = process.env
  const child = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), {
    execArgv: ['--import', import.meta.resolve('tsx'), '--max-old-space-size=256'],
    env: { PATH, HOME, TMPDIR, TEMP, SystemRoot },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child.on('message', (told: Begun | Printed) => {
    if (child !== worker) return
    if ('begun' in told) watch(child, limits.seconds)
    else finish(told)
  })
  child.on('error', () => child === worker && replaceWorker())
  child.on('exit', () => child === worker && replaceWorker())
  return child
}

/** It ended by itself, perhaps while it had nothing to do: a document gets a second worker, and not a third. */
function replaceWorker() {
  if (!current || current.again) return discard('The PDF worker ended by itself')

  waiting.unshift({ ...current, again: true })
  current = undefined
  discard('The PDF worker ended by itself')
  startNext()
}

/** A worker that waits does not keep the program from ending. */
function keepAlive(child: ChildProcess, busy: boolean) {
  if (busy) child.ref()
  else child.unref()
  if (busy) child.channel?.ref()
  else child.channel?.unref()
}

function watch(child: ChildProcess, seconds: number) {
  stopWatching()
  watches = [
    setTimeout(() => discard(`The PDF took longer than ${seconds} seconds`), seconds * 1000),
    setInterval(() => memoryOf(child) > limits.megabytes && discard('The PDF took too much memory'), 100),
  ]
}

function stopWatching() {
  for (const timer of watches) clearTimeout(timer)
}

/** In megabytes, where the system tells it in /proc. */
function memoryOf({ pid }: ChildProcess): number {
  try {
    const [, kilobytes] = /VmRSS:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes ?? 0) / 1024
  } catch {
    return 0
  }
}

function finish(printed: Printed) {
  const job = current
  current = undefined
  stopWatching()
  if ('pdf' in printed) job?.resolve(Buffer.from(printed.pdf))
  else job?.reject(new Error(`The PDF could not be made: ${printed.fault}`))
  rest()
  startNext()
}

function rest() {
  if (!worker) return
  keepAlive(worker, false)
  watches = [setTimeout(() => discard('The PDF worker rests'), limits.idleMilliseconds).unref()]
}

function discard(reason: string) {
  const child = worker
  worker = undefined
  child?.kill('SIGKILL')
  stopWatching()
  if (current) finish({ fault: reason })
}
