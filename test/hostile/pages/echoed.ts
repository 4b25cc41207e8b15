import { listRoutes } from '../../../src/platform/http.ts'
import type { Route } from '../../leaks/routes.ts'
import { fieldsOf } from '../known.ts'
import type { Stage } from '../stage.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'
import { openTab, type Tab } from './opening.ts'

const ECHOES = [
  '"><img src=x onerror=__hit=1>',
  "'><svg onload=__hit=1>",
  '</title></textarea></script><script>__hit=1</script>',
  'javascript:__hit=1',
  '//evil.example/" onmouseover=__hit=1 x="',
]
const NAMES =
  'q next page before after older only draft quote from until by within kind community language name place topic cohort parent show year saved error'

/** What stands in an address or a form comes back on the page, as it was typed: as words and nothing else. */
export const echoedScripts: Trial = {
  name: 'scripts in addresses and forms do not come back as scripts',
  async run(stage, attempt) {
    const { world } = stage
    const tab = await openTab(world, await stage.shown(), world.ana)
    const all = listRoutes(world.web) as Route[]
    const routes = stage.short ? all.filter((_, nth) => nth % 4 === 0) : all
    for (const { method, path } of routes) {
      if (/sign-out|styleguide/.test(path)) continue
      const [echo = '', other = ''] = [...ECHOES.slice(path.length % ECHOES.length), ...ECHOES]
      for (const words of stage.short ? [echo] : [echo, other])
        await tryRoute(stage, { tab, attempt }, { method, path }, words)
    }
    for (const words of ECHOES) {
      await look(tab, attempt, `/search?q=${encodeURIComponent(words)}`)
      await look(tab, attempt, `/people?name=${encodeURIComponent(words)}`)
    }
    await tryTypes(stage, attempt)
    await tab.close()
  },
}

type Using = { tab: Tab; attempt: Attempt }

async function tryRoute(
  stage: Stage,
  { tab, attempt }: Using,
  { method, path }: Pick<Route, 'method' | 'path'>,
  words: string,
) {
  const put = encodeURIComponent(words)
  const address = path.replace(':community', 'north').replace(/:(\w+)(\{[^}]*\})?\??/g, put)
  if (method === 'GET') {
    const query = NAMES.split(' ')
      .map((name) => `${name}=${put}`)
      .join('&')
    return look(tab, attempt, `${address}?${query}`)
  }
  const { world } = stage
  const page = await world.page(world.ana, '/me/mail')
  const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const fields = Object.fromEntries(Object.keys(fieldsOf(path)).map((name) => [name, words]))
  const answer = await world.send(world.ana, address, {
    ...fields,
    title: words,
    body: words,
    name: words,
    next: words,
    csrf,
  })
  const place = answer.headers.get('location') ?? '/'
  expect(attempt, /^\/(?![/\\])/.test(place), `${path} leads to ${place}`)
  await look(tab, attempt, '/', answer, path)
}

async function look(tab: Tab, attempt: Attempt, address: string, answer?: Response, path = address) {
  const opened = await tab
    .open(address, answer)
    .catch((error) => ({ status: 0, html: '', wrong: [`did not open: ${error.message}`] }))
  if (!opened) return
  expect(attempt, opened.status < 500, `${path}: ${opened.status}`)
  for (const what of new Set(opened.wrong)) attempt.wrong(`${path.slice(0, 60)} ${what}`)
}

/** What is not a page says so, so that no browser takes it for one. */
async function tryTypes({ world }: Stage, attempt: Attempt) {
  const [echo = ''] = ECHOES
  for (const path of [
    '/search/suggestions?q=',
    '/communities/north/queries/similar?q=',
    '/communities/similar?q=',
    '/communities/north/mentions?q=',
  ]) {
    const { headers } = await world.request(world.ana, path + encodeURIComponent(echo))
    const type = headers.get('content-type') ?? ''
    expect(attempt, headers.get('x-content-type-options') === 'nosniff', `${path} may be taken for a page: ${type}`)
  }
}
