import { backup, exportNetwork, restore, template, verify, wake } from './backup-commands.ts'
import {
  applyMigrations,
  importArchives,
  inviteFromFile,
  printRoutes,
  printSignInLink,
  resetSecondFactor,
  travel,
} from './commands.ts'
import { WrongSetting } from './platform/config.ts'
import { start } from './start.ts'

/** One program: `copse start` runs web and worker, or one of them. */
const commands: Record<string, (given: string[]) => Promise<void>> = {
  start,
  migrate: applyMigrations,
  import: (given) => (given[0] === 'network' ? restore(given.slice(1)) : importArchives(given)),
  invite: inviteFromFile,
  routes: printRoutes,
  'sign-in-link': printSignInLink,
  'reset-second-factor': resetSecondFactor,
  travel,
  backup,
  verify,
  restore,
  export: exportNetwork,
  template,
  wake,
}

const usage = `copse start [--demo [--size 1000|10000|100000] | --blueprint NAME] [--only web|worker]
copse migrate
copse routes [--json]
copse import mbox FILE --community NAME | network FOLDER
copse invite FILE --community NAME [--cohort KEY] [--yes]
copse sign-in-link ADDRESS | reset-second-factor ADDRESS
copse backup FOLDER | verify FOLDER | restore FOLDER | wake
copse export FOLDER | template FILE.yaml
copse travel 10d      (demonstration and tests only)`

const [name = 'start', ...given] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  console.error(usage)
  process.exit(name === 'help' || name === '--help' ? 0 : 64)
}

try {
  await command(given)
} catch (error) {
  console.error(error instanceof WrongSetting ? `Copse cannot start with these settings.\n${error.message}` : error)
  process.exit(1)
}
