import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, plantMember, plantRole, type World } from '../test/world.ts'
import { listRoutes } from './platform/http.ts'

let world: World
before(async () => {
  world = await openWorld()
  await plantMember(world.db, world.ana.id, world.network.id)
  await plantRole(world.db, world.ana.id, world.network.id, 'administrator')
})
after(() => world.close())

const NAMES = 'page before after q older only draft quote from until by within kind community language name place topic'
const HOSTILE = [
  '%00',
  'a%00b',
  '%ED%A0%80',
  '-1',
  '1e300',
  '99999999999999999999',
  '1.5',
  '2147483648',
  '9999-99-99',
  "'%3C",
]

/** The path with `value` in each of its parameters; a community is a real one where it may be. */
function filled(path: string, value: string, community: string) {
  return path.replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => (name === 'community' ? community : value))
}

test('no address breaks a page, whatever stands in its parameters or behind the question mark (ASVS 1.4.2)', async () => {
  const broken: string[] = []
  const paths = listRoutes(world.web).filter(({ method, path }) => method === 'GET' && !path.includes('pdf'))
  assert.ok(paths.length > 100, `${paths.length} paths`)
  for (const { path } of paths)
    for (const value of HOSTILE) {
      const query = NAMES.split(' ').map((name) => `${name}=${value}`)
      const addresses = [
        filled(path, value, 'north'),
        filled(path, value, value),
        filled(path, '0123456789abcdef', 'north'),
      ]
      for (const address of addresses) {
        const { status } = await world.request(world.ana, `${address}?${query.join('&')}`)
        if (status >= 500) broken.push(`${status} ${path} ${value}`)
      }
    }
  assert.deepEqual(broken, [])
})

test('a form that breaks off on its way is refused by every route, and is no fault of ours (ASVS 16.5.3)', async () => {
  const broken: string[] = []
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }
  const forms = listRoutes(world.web).filter(({ method, crossSite }) => method === 'POST' && !crossSite)
  assert.ok(forms.length > 100, `${forms.length} forms`)
  for (const { method, path } of forms) {
    const init = { method, headers, body: '--x\r\nContent-Disposition: form-data; name="title"' }
    for (const actor of [world.ana, null]) {
      const { status } = await world.request(actor, filled(path, '0123456789abcdef', 'north'), init)
      if (status !== 409 && status !== 401) broken.push(`${status} ${path}`)
    }
  }
  assert.deepEqual(broken, [])
})
