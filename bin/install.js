import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Makes sure that node_modules is what package-lock.json says, then runs a TypeScript file in this very process. */
export async function installAndRun(file, args) {
  install()
  const { register } = await import('tsx/esm/api')
  register()
  process.argv = [process.argv[0], file, ...args]
  await import(pathToFileURL(file).href)
}

export function install() {
  needNode(20, 19)
  if (isInstalled()) return

  console.error('Copse installs its packages (npm ci): this takes a minute, once.')
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (npm.status !== 0) stop('The packages could not be installed: see the lines of npm above, then start again.')
}

/** npm notes at the end of an installation what it put there; packages for other systems are left out of it. */
function isInstalled() {
  const note = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(note)) return false
  const { '': _, ...wanted } = readPackages(join(root, 'package-lock.json'))
  const there = readPackages(note)
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    return there[path]?.version === version || (optional && !there[path])
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
