import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeReport } from '../../bench/report/files.ts'
import { FIGURES } from '../../bench/report/kept.ts'

/** The page of words about the figures and its pictures are those that the kept figures make. */
export function checkFigures(folder = FIGURES): string[] {
  const stale = [...makeReport()].filter(([name, text]) => !isThere(join(folder, name), text))
  return stale.map(([name]) => `docs/figures/${name} is not what the figures say: run npm run bench -- report`)
}

function isThere(path: string, text: string): boolean {
  return existsSync(path) && readFileSync(path, 'utf8') === text
}
