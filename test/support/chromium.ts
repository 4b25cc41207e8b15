import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** A browser with a profile of its own, which goes with it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findChromium()
  const home = mkdtempSync(join(tmpdir(), 'copse-browser-'))
  const env = { ...(process.env as Record<string, string>), XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home }
  const browser = await chromium.launch({ executablePath, args: FLAGS, env, chromiumSandbox: false })
  browser.on('disconnected', () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }))
  return browser
}

/** The browser that the machine has, or else one that is installed now. */
export async function findChromium(): Promise<string> {
  const given = process.env.CHROMIUM_PATH
  if (given && !isProgram(given)) throw new Error(`CHROMIUM_PATH is ${given}, which is no program that can be run.`)
  return given || findOnPath() || findPlaywrights() || installChromium()
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

function findOnPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
}

function findPlaywrights(): string | undefined {
  return [chromium.executablePath()].find(isProgram)
}

function installChromium(): string {
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) installWithApt()
  const installed = findOnPath() ?? downloadPlaywrights()
  if (installed) return installed
  throw new Error('No Chromium was found or could be installed: install one and name its program in CHROMIUM_PATH.')
}

function installWithApt() {
  console.log('Chromium is not there: installing Debian’s for the browser tests (apt-get).')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], env)
  run('apt-get', ['install', '-y', '-qq', 'chromium'], env)
}

/** Playwright keeps it in a folder of the user's, and needs no rights for that. */
function downloadPlaywrights(): string | undefined {
  console.log('Chromium is not there: downloading Playwright’s for the browser tests.')
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core')), 'cli.js')
  run(process.execPath, [cli, 'install', 'chromium'], process.env)
  return findPlaywrights()
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv) {
  spawnSync(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
