import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../world.ts'
import { type Budgets, budgetFor, findExcesses, findGenerous, tighten } from './budgets.ts'
import { checkPages } from './check.ts'
import { dearest, type Figures, type Measured } from './measure.ts'
import { type Opened, open } from './opened.ts'
import { PLANTS } from './plants.ts'

const USED: Figures = { statements: 10, bytes: 5000, sent: 1500, cpu: 2 }
const only = (name: string, figures: Figures): Measured => new Map([[name, figures]])

describe('in a world with budgets as its pages are', () => {
  let world: World
  let pages: Opened[]
  let budgets: Budgets
  before(async () => {
    world = await openWorld()
    const routes = ['/today', '/communities/:community', '/sign-in']
    const visits = [
      { actor: world.ben, path: '/today' },
      { actor: world.ana, path: '/communities/north' },
      { actor: null, path: '/sign-in' },
    ]
    pages = visits.map((visit) => open(world, routes, visit))
    const { measured } = await checkPages(pages, new Map())
    budgets = new Map([...measured].map(([name, used]) => [name, budgetFor(used)]))
  })
  after(() => world.close())

  test('they keep them', async () => {
    const { problems } = await checkPages(pages, budgets)

    assert.deepEqual(
      [...budgets.keys()],
      ['/today for Ben', '/communities/:community for Ana', '/sign-in for a visitor'],
    )
    assert.deepEqual(problems, [])
  })

  for (const [name, plant] of Object.entries(PLANTS)) {
    test(`${name} in one of them is found there and nowhere else`, async () => {
      const [first, ...others] = pages as [Opened, ...Opened[]]

      const { excesses } = await checkPages([plant.in(first, { db: world.db, budgets }), ...others], budgets)

      assert.ok(excesses.some((one) => one.kind === plant.found))
      assert.deepEqual([...new Set(excesses.map((one) => one.name))], ['/today for Ben'])
    })
  }

  test('a page without a budget is named, and so is a budget without a page', async () => {
    const changed = new Map([...budgets, ['/gone for Ben', USED] as const])
    changed.delete('/sign-in for a visitor')

    const { problems } = await checkPages(pages, changed)

    assert.deepEqual(problems, [
      '/sign-in for a visitor has no budget: npm run bench -- budgets --tighten',
      '/gone for Ben has a budget and is no page any more: npm run bench -- budgets --tighten',
    ])
  })

  test('a page that is not answered is no cheap page', async () => {
    const nowhere = open(world, [], { actor: world.ben, path: '/nowhere' })

    await assert.rejects(checkPages([nowhere], budgets), /nowhere answers 404/)
  })
})

test('a budget has room for chance in bytes and CPU, and for no statement', () => {
  const budget = budgetFor(USED)

  assert.deepEqual(budget, { statements: 10, bytes: 5200, sent: 1600, cpu: 6 })
  const one = (more: Partial<Figures>) => findExcesses(only('/', { ...USED, ...more }), new Map([['/', budget]]))
  assert.deepEqual(one({}), [])
  assert.deepEqual(one({ statements: 11 }), [{ name: '/', kind: 'statements', used: 11, budget: 10 }])
  assert.deepEqual(
    one({ bytes: 5201, cpu: 6.1 }).map(({ kind }) => kind),
    ['bytes', 'cpu'],
  )
})

test('of several pages of one name the dearest counts, figure by figure', () => {
  const measured = dearest([
    ['/', { ...USED, bytes: 9000 }],
    ['/', { ...USED, statements: 12 }],
  ])

  assert.deepEqual([...measured], [['/', { ...USED, statements: 12, bytes: 9000 }]])
})

test('tightening lowers what is twice too generous, adds new pages, leaves out old ones and raises nothing', () => {
  const before: Budgets = new Map([
    ['/', { statements: 25, bytes: 5300, sent: 1000, cpu: 40 }],
    ['/gone', USED],
  ])
  const measured = new Map([...only('/', USED), ...only('/new', USED)])

  assert.deepEqual(
    findGenerous(measured, before).map(({ kind }) => kind),
    ['statements', 'cpu'],
  )
  assert.deepEqual(
    [...tighten(measured, before)],
    [
      ['/', { statements: 10, bytes: 5300, sent: 1000, cpu: 6 }],
      ['/new', budgetFor(USED)],
    ],
  )
})
