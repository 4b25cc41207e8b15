import { setTimeout as sleep } from 'node:timers/promises'
import { ask, type Door } from './http.ts'

const EVERY_MS = 250

/** Asks each process how it is, as a service manager and a load balancer do, until it is stopped. */
export function watchHealth(doors: Door[]) {
  const answered: string[] = []
  let isOver = false
  const look = async (door: Door, path: string) => {
    while (!isOver) {
      const { status } = await ask(door, path, { cookie: '' })
      answered.push(`${path} answered with ${status}`)
      await sleep(EVERY_MS)
    }
  }
  const all = doors.flatMap((door) => ['/healthz', '/readyz'].map((path) => look(door, path)))
  return {
    /** What was answered each time; those that were not well stand in `sick`. */
    async stop() {
      isOver = true
      await Promise.all(all)
      return { asked: answered.length, sick: answered.filter((line) => !line.endsWith(' 200')) }
    },
  }
}
