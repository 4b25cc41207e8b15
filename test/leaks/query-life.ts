import type { Actor, World } from '../world.ts'

type Fields = Record<string, string | string[] | File>

/** What members and the desk do with a query, each step by its own form. */
export function queryLife(world: World, community: string, coordinator: Actor) {
  const base = `/communities/${community}/queries`

  async function press(actor: Actor, page: string, action: string, fields: Fields = {}): Promise<string> {
    const answer = await world.submit(actor, page, action, fields)
    if (answer.status === 303) return answer.headers.get('location') ?? ''
    const said = (await answer.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    throw new Error(`${actor.name} got ${answer.status} from ${action}: ${said.slice(0, 800)}`)
  }

  async function ask(asker: Actor, text: string, purpose = ''): Promise<string> {
    const location = await press(asker, `${base}/new`, `${base}/new`, { text, purpose })
    return location.split('?')[0] ?? ''
  }

  async function shape(path: string, fields: Fields) {
    const { attribution = 'named', ...words } = fields
    const chosen = {
      kinds: ['experiences'],
      urgency: 'normal',
      level: '',
      reply_by: '',
      decision_by: '',
      topics: ['1'],
    }
    await press(coordinator, `${path}/shape`, `${path}/shape`, { ...chosen, attribution, ...words })
  }

  const agree = (asker: Actor, path: string) =>
    press(asker, `${path}/agreement`, `${path}/agreement`, { answer: 'ok', words: '' })

  return {
    press,
    ask,
    shape,
    agree,
    askForChanges: (asker: Actor, path: string, words: string) =>
      press(asker, `${path}/agreement`, `${path}/agreement`, { answer: 'changes', words }),
    /** From the question to the room, in three steps. */
    async post(asker: Actor, text: string, fields: Fields): Promise<string> {
      const path = await ask(asker, text)
      await shape(path, fields)
      await agree(asker, path)
      return path
    },
    respond: (actor: Actor, path: string, fields: Fields) =>
      press(actor, path, `${path}/responses`, { wish: 'name', ...fields }),
    close: (path: string) => press(coordinator, path, `${path}/closing`),
    async compile(path: string, summary: string) {
      const draft = `${path}/compile`
      await press(coordinator, draft, `${draft}/start`)
      await press(coordinator, draft, draft, { 'new-summary': summary })
      await press(coordinator, draft, draft, { take: 'p1-0:experience' })
    },
    show: (path: string) => press(coordinator, `${path}/compile`, `${path}/review/start`),
    review: (asker: Actor, path: string, note: string) =>
      press(asker, `${path}/review`, `${path}/review`, { answer: 'ok', note }),
    publish: (path: string) => press(coordinator, `${path}/publication`, `${path}/publication`),
  }
}
