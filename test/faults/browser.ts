import { hiddenFields } from '../world.ts'

export type Person = { id: number; name: string; address: string; cookie: string }
const PATIENCE_MS = 10_000

/** Pages and forms over real HTTP. */
export function browse(base: string) {
  async function page({ cookie }: Person, path: string): Promise<string> {
    const answer = await fetch(base + path, {
      headers: { cookie, 'accept-language': 'en' },
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
    return fetch(base + action, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(fields).toString(),
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' },
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
    isReady: () =>
      fetch(`${base}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
        ({ ok }) => ok,
        () => false,
      ),
  }
}

export type Browser = ReturnType<typeof browse>
