import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const SKIPPED = ['node_modules', '.git', 'data', 'tmp']

/** The links and the paths that the documents name lead somewhere. */
export function checkDocs(root: string): string[] {
  return listDocuments(root).flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8').replace(/^```[\s\S]*?^```/gm, '')
    return [...brokenLinks(root, path, text), ...brokenPaths(root, path, text)]
  })
}

function listDocuments(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return SKIPPED.includes(entry.name) ? [] : listDocuments(root, path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

function brokenLinks(root: string, document: string, text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].map(([, target = '']) => target)
  return targets
    .filter((target) => !/^([a-z]+:|\/\/)/i.test(target))
    .flatMap((target) => {
      const [path = '', anchor] = target.split('#')
      const file =
        path === '' ? document : join(path.startsWith('/') ? '' : dirname(document), decodeURIComponent(path))
      if (!existsSync(join(root, file))) return [`${document} links to ${target}, which is not there`]
      return anchor && file.endsWith('.md') && !anchorsOf(join(root, file)).includes(anchor)
        ? [`${document} links to ${target}: no such heading`]
        : []
    })
}

/** In the way in which forges make them from headings. */
function anchorsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+\s+(.*)$/gm)].map(([, heading = '']) => {
    return heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-')
  })
}

/** `src/platform/db.ts` in a text; a path with a placeholder is none. */
function brokenPaths(root: string, document: string, text: string): string[] {
  const paths = [...text.matchAll(/`((?:src|docs|bin|test|migrations|blueprints|languages|\.ci)\/[\w./-]+)`/g)]
  return [...new Set(paths.map(([, path = '']) => path))]
    .filter((path) => !/NNNN|\.\.\./.test(path) && !existsSync(join(root, path)))
    .map((path) => `${document} names ${path}, which is not there`)
}
