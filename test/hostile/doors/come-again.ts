import { setTimeout as sleep } from 'node:timers/promises'

const MOST_TIMES = 100

/** A process takes so many at once and asks the others to come again; who means it does, and soon. */
export async function comeAgain(
  send: () => Response | Promise<Response>,
): Promise<{ answer: Response; refused: number }> {
  for (let refused = 0; ; refused++) {
    const answer = await send()
    const isRefused = answer.status === 503 && answer.headers.has('retry-after')
    if (!isRefused || refused === MOST_TIMES) return { answer, refused }
    await sleep(10 + 5 * refused)
  }
}
