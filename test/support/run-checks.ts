import { runChecks } from './check/all.ts'

const { failed } = await runChecks()
process.exitCode = failed > 0 ? 1 : 0
