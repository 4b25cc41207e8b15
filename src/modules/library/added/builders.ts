import type { Actor, World } from '../../../../test/world.ts'

export const library = '/communities/north/library'

export type Fields = Record<string, string | string[] | File>
export const story = {
  title: 'The tank that never filled',
  kind: 'story',
  why: 'We learned it the dear way, so that you need not.',
}

/** Sends the form of adding as a browser does. */
export function sendAdd(world: World, actor: Actor, fields: Fields): Promise<Response> {
  return world.submit(actor, `${library}/add`, library, fields)
}

/** Adds an item and gives its path. */
export async function add(world: World, actor: Actor, fields: Fields = {}): Promise<string> {
  const answer = await sendAdd(world, actor, { ...story, ...fields })
  if (answer.status !== 303) throw new Error(`Not added: ${answer.status}`)
  return (answer.headers.get('location') ?? '').replace(/\?.*$/, '')
}

export const file = (name: string, content: Buffer, type = 'application/octet-stream') =>
  new File([new Uint8Array(content)], name, { type })
