import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkImports } from './imports.ts'
import { plantTree } from './tree.ts'

test('a tree that keeps the rules has no findings', () => {
  const findings = check({
    'src/app.ts': `import { queries } from './modules/queries/index.ts'`,
    'src/platform/db.ts': `import pg from 'pg'\nimport { log } from './log.ts'`,
    'src/ui/page.tsx': `import { t } from '../platform/i18n.ts'\nimport './page.css'`,
    'src/modules/queries/routes.tsx': `import { findQuery } from './reads.ts'\nimport { Page } from '../../ui/page.tsx'`,
    'src/modules/queries/reads.ts': `import {\n  type Name,\n  listNames,\n} from '../people/index.ts'`,
    'src/modules/queries/index.ts': `import { desk } from './desk/index.ts'`,
    'src/modules/queries/views.tsx': `import type { Query } from './reads.ts'\nimport { type Draft } from './actions.ts'`,
    'src/modules/queries/query.test.ts': `import { go } from '../today/work.ts'\nimport { world } from '../../../test/world.ts'`,
    'src/modules/people/actions.ts': `// import { x } from '../queries/index.ts'\nimport { may } from './policy.ts'`,
  })
  assert.deepEqual(findings, [])
})

for (const [what, path, line, finding] of [
  [
    'platform imports a module',
    'src/platform/db.ts',
    `import { people } from '../modules/people/index.ts'`,
    'platform does not import module',
  ],
  ['platform imports ui', 'src/platform/db.ts', `export { Page } from '../ui/page.tsx'`, 'platform does not import ui'],
  [
    'ui imports a module for a type',
    'src/ui/page.tsx',
    `import type { Person } from '../modules/people/index.ts'`,
    'ui does not import module',
  ],
  ['ui imports the top', 'src/ui/page.tsx', `import { app } from '../app.ts'`, 'ui does not import top'],
  [
    'the browser’s part imports the platform',
    'src/client/main.ts',
    `import { t } from '../platform/i18n.ts'`,
    'client does not import platform',
  ],
  [
    'a module imports upward, in a view',
    'src/modules/people/views.tsx',
    `import { Card } from '../queries/index.ts'`,
    'queries is not in a lower layer than people',
  ],
  [
    'a module imports upward, for a type',
    'src/modules/people/reads.ts',
    `import type { Query } from '../queries/index.ts'`,
    'queries is not in a lower layer than people',
  ],
  [
    'a module imports sideways',
    'src/modules/library/reads.ts',
    `import { rsvp } from '../meetings/index.ts'`,
    'meetings is not in a lower layer than library',
  ],
  [
    'a module goes past a door',
    'src/modules/queries/reads.ts',
    `import { findPerson } from '../people/reads.ts'`,
    'a module is entered by its index.ts',
  ],
  [
    'a module goes past a door, for a type',
    'src/modules/queries/reads.ts',
    `import type { Person } from '../people/reads.ts'`,
    'a module is entered by its index.ts',
  ],
  [
    'a module goes past a door, when it runs',
    'src/modules/queries/work.ts',
    `const x = await import('../people/reads.ts')`,
    'a module is entered by its index.ts',
  ],
  [
    'the top goes past a door',
    'src/app.ts',
    `import { findPerson } from './modules/people/reads.ts'`,
    'a module is entered by its index.ts',
  ],
  [
    'a module imports the app',
    'src/modules/people/work.ts',
    `import { app } from '../../app.ts'`,
    'a module does not import top',
  ],
  [
    'the program imports a test',
    'src/app.ts',
    `import { world } from '../test/world.ts'`,
    'the program does not import its tests',
  ],
  [
    'a view asks the database',
    'src/modules/people/views.tsx',
    `import { findPerson } from './reads.ts'`,
    'views does not import reads',
  ],
  [
    'a view acts',
    'src/modules/people/views.tsx',
    `import { rename } from './actions.ts'`,
    'views does not import actions',
  ],
  [
    'a read acts',
    'src/modules/people/reads.ts',
    `import { rename } from './actions.ts'`,
    'reads does not import actions',
  ],
  [
    'a read of one noun renders another',
    'src/modules/people/desk-reads.ts',
    `import { Page } from './card-views.tsx'`,
    'reads does not import views',
  ],
  [
    'an action reads the request',
    'src/modules/people/actions.ts',
    `import { routes } from './routes.tsx'`,
    'actions does not import routes',
  ],
  [
    'a policy reads',
    'src/modules/people/policy.ts',
    `import { findPerson } from './reads.ts'`,
    'policy does not import reads',
  ],
  [
    'a route sends mail',
    'src/modules/people/routes.tsx',
    `import { receipt } from './mails.ts'`,
    'routes does not import mails',
  ],
] as const) {
  test(`it is found when ${what}`, () => {
    const [first, ...more] = check({ [path]: line })
    assert.ok(first?.startsWith(`${path} imports `) && first.endsWith(`: ${finding}`), first)
    assert.deepEqual(more, [])
  })
}

test('a module that stands in no layer is found', () => {
  assert.deepEqual(check({ 'src/modules/stuff/index.ts': '' }), ['src/modules/stuff stands in no layer'])
})

test('a circle is found once; one of types is none', () => {
  const findings = check({
    'src/modules/people/a.ts': `import { b } from './b.ts'`,
    'src/modules/people/b.ts': `import { c } from './c.ts'`,
    'src/modules/people/c.ts': `import { a } from './a.ts'`,
    'src/modules/people/d.ts': `import type { E } from './e.ts'`,
    'src/modules/people/e.ts': `import { d } from './d.ts'`,
  })
  assert.deepEqual(findings, [
    'a circle: src/modules/people/a.ts → src/modules/people/b.ts → src/modules/people/c.ts → src/modules/people/a.ts',
  ])
})

function check(files: Record<string, string>): string[] {
  return checkImports(plantTree(files))
}
