import { isOf, listPageRoutes } from '../../browser/page-routes.ts'
import { openDemonstration, type Visit } from '../../browser/pages.ts'
import type { openEmptyWorld } from '../../world.ts'

type World = Awaited<ReturnType<typeof openEmptyWorld>>

/** A page by its route and who opens it. Several of one name answer for the dearest of them. */
export type Opened = { name: string; ask: () => Promise<Answer> }
/** The body as it is sent, compressed. */
export type Answer = { path: string; status: number; body: Buffer }

const COMPRESSED = { 'accept-encoding': 'br' }

/** The demonstration in which each page has something to show, and the routes that nobody visits there. */
export async function openGround() {
  const { world, visits } = await openDemonstration()
  const routes = listPageRoutes(world.web)
  const unvisited = routes.filter((route) => !visits.some(({ path }) => isOf(route, path)))
  return { world, opened: visits.map((visit) => open(world, routes, visit)), unvisited }
}

export function open({ request }: Pick<World, 'request'>, routes: string[], { actor, path }: Visit): Opened {
  const route = routes.find((one) => isOf(one, path)) ?? path
  const ask = async () => {
    const answer = await request(actor, path, { headers: COMPRESSED })
    return { path, status: answer.status, body: Buffer.from(await answer.arrayBuffer()) }
  }
  return { name: `${route} for ${actor?.name ?? 'a visitor'}`, ask }
}
