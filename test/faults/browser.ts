import { hiddenFields } from '../world.ts'

export type Person = { id: number; name: string; address: string; cookie: string }
const PATIENCE_MS = 10_000

/** Pages and forms over real HTTP, each from any of the web processes: a form of one may be sent to another. */
export function browse(base: string, doors: string[]) {
  const { host } = new URL(base)
  const anyDoor = () => doors[Math.floor(Math.random() * doors.length)] ?? base
  async function page({ cookie }: Person, path: string): Promise<string> {
    const answer = await fetch(anyDoor() + path, {
      headers: { host, cookie, 'accept-language': 'en' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (!answer.ok) throw new Error(`${answer.status} for ${path}`)
    return answer.text()
  }

  async function send(
    { cookie }: Person,
    action: string,
    fields: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<Response> {
    return fetch(anyDoor() + action, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(fields).toString(),
      headers: { host, cookie, 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' },
      signal: signal ?? AbortSignal.timeout(PATIENCE_MS),
    })
  }

  return {
    page,
    send,
    hidden: async (person: Person, path: string, action: string) => hiddenFields(await page(person, path), action),
    async submit(person: Person, path: string, action: string, fields: Record<string, string>): Promise<string> {
      const answer = await send(person, action, { ...hiddenFields(await page(person, path), action), ...fields })
      if (answer.status !== 303)
        throw new Error(
          `${answer.status} for ${action}: ${(await answer.text()).replace(/<[^>]+>/g, ' ').slice(0, 500)}`,
        )
      return answer.headers.get('location') ?? ''
    },
    isReady: async () => (await Promise.all(doors.map(isReady))).every(Boolean),
  }
}

function isReady(door: string): Promise<boolean> {
  return fetch(`${door}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  )
}

export type Browser = ReturnType<typeof browse>
