import { listRoutes } from '../../src/platform/http.ts'
import * as forms from '../leaks/forms.ts'
import * as routes from '../leaks/routes.ts'
import type { Actor, World } from '../world.ts'
import type { LaidStage } from './stage.ts'

type Asked = Parameters<typeof routes.addressesOf>

/** The addresses of a route; of one that the leak harness cannot ask yet, which fails there, a forged one. */
export function addressesOf(...asked: Asked): string[] {
  return orElse(
    () => routes.addressesOf(...asked),
    () => [asked[0].replace(':community', 'north').replace(/:(\w+)(\{[^}]*\})?\??/g, routes.FORGED)],
  )
}

/** The fields of a form, or none that are known. */
export function fieldsOf(path: string): Record<string, string> {
  return orElse(
    () => forms.fieldsOf(path),
    () => ({}),
  )
}

function orElse<T>(work: () => T, instead: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof routes.NoRecipe) return instead()
    throw error
  }
}

/** Those who send forms: with many rights in a community, with few, with the keeping of the network. */
export function sendersOf({ ana, dee, ned }: LaidStage['ground']): routes.Crawler[] {
  return [
    { name: 'coordinator', actor: ana, communities: ['north'], desk: ['north'] },
    { name: 'member', actor: dee, communities: ['north'], desk: [] },
    { name: 'administrator', actor: ned, communities: ['network'], desk: [], keepsNetwork: true },
  ]
}

/** It would end the session that tries, or is of a first start. */
const OUT = /^\/(sign-out|sign-in|me\/sessions|first|look-around)/
/** Whoever sent it has fewer rights from then on. */
const LAST = /membership\/(removal|withdrawal)|\/roles\/|\/removal$/

/** The routes that take forms; those that take rights from the sender come last. */
export function formsOf({ web }: World): routes.Route[] {
  const all = (listRoutes(web) as routes.Route[]).filter(({ method, path, crossSite }) => {
    return method === 'POST' && !crossSite && !OUT.test(path)
  })
  return [...all.filter(({ path }) => !LAST.test(path)), ...all.filter(({ path }) => LAST.test(path))]
}

const tokens = new WeakMap<World, Map<Actor | null, string>>()

/** What every form of hers carries, as long as she is signed in. */
export async function csrfOf(world: World, actor: Actor | null): Promise<string> {
  const known = tokens.get(world) ?? new Map<Actor | null, string>()
  tokens.set(world, known)
  const page = known.has(actor) ? '' : await world.page(actor, actor ? '/me/mail' : '/sign-in')
  const csrf = known.get(actor) ?? /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
  known.set(actor, csrf)
  return csrf
}
