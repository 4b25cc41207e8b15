import { type Actor, hiddenFields, type World } from '../../../../test/world.ts'

export const FILES = '/communities/north/invitations/files'
export const POSTINGS = '/network/postings'

/** Sends a file in, as the form does; gives the answer. */
export function upload(
  world: World,
  by: Actor,
  path: string,
  content: string | Uint8Array,
  fields: Record<string, string> = {},
) {
  const file = new File([content as BlobPart], 'people.csv', { type: 'text/csv' })
  return world.submit(by, path, path, { file, ...fields })
}

/** The same, up to its page. */
export async function taken(
  world: World,
  by: Actor,
  path: string,
  content: string | Uint8Array,
  fields = {},
): Promise<string> {
  const answer = await upload(world, by, path, content, fields)
  const page = answer.headers.get('location') ?? ''
  if (answer.status !== 303)
    throw new Error(`Not taken: ${answer.status} ${(await answer.text()).replace(/<[^>]+>/g, ' ')}`)
  return page
}

export function confirm(world: World, by: Actor, page: string) {
  return world.submit(by, page, `${page}/confirmation`)
}

export async function csrfOf(world: World, actor: Actor) {
  return hiddenFields(await world.page(actor, '/me/mail'), '/sign-out').csrf ?? ''
}

/** What the file says that comes back: line, result and reason. */
export async function linesOf(world: World, by: Actor, page: string): Promise<string[]> {
  const text = await (await world.request(by, `${page}/lines.csv`)).text()
  return text
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) =>
      line.replace(
        /^(\d+),.*?,(with a fault|twice in the file|known already|not asked|ready|no answer yet|said yes|said no),/,
        '$1 $2 ',
      ),
    )
}
