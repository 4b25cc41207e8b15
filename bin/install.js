import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Makes sure that node_modules is what package-lock.json says, then runs a TypeScript file in this very process. */
export async function installAndRun(file, args, { forWork = true } = {}) {
  install(forWork)
  const { register } = await import('tsx/esm/api')
  register()
  process.argv = [process.argv[0], file, ...args]
  await import(pathToFileURL(file).href)
}

/** To run the program, the packages that it stands on are enough; to work on it, those of the tests too. */
export function install(forWork) {
  needNode(20, 19)
  if (isInstalled(forWork)) return

  console.error('Copse installs its packages (npm ci): this takes a minute, once.')
  const options = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...(forWork ? ['--include=dev'] : []),
  ]
  const npm = spawnSync('npm', ['ci', ...options], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (npm.status !== 0) stop('The packages could not be installed: see the lines of npm above, then start again.')
}

/** npm notes at the end of an installation what it put there; packages for other systems are left out of it. */
function isInstalled(forWork) {
  const note = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(note)) return false
  const { '': _, ...wanted } = readPackages(join(root, 'package-lock.json'))
  const there = readPackages(note)
  return Object.entries(wanted).every(([path, { version, optional, dev, devOptional }]) => {
    const mayLack = optional || devOptional || (dev && !forWork)
    return there[path]?.version === version || (mayLack && !there[path])
  })
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}

function needNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split('.').map(Number)
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return
  stop(`Copse needs Node ${major}.${minor} or newer; this is ${process.version}.`)
}

function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}
