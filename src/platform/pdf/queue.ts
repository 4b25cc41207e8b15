import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Printed } from './worker.ts'

type Job = { document: string; resolve: (pdf: Buffer) => void; reject: (fault: Error) => void }

/**
 * A process, not a thread: native code in a thread cannot be stopped, and its crash would take the program along.
 * It starts with the first job, works on one at a time, and goes when there has been nothing to do for a while.
 */
let worker: ChildProcess | undefined
let current: Job | undefined
const waiting: Job[] = []
