import { migrate } from '../../src/platform/migrate.ts'

/** Migrates in a process of its own, so that it can be killed. */
await migrate(JSON.parse(process.argv[2] ?? ''))
