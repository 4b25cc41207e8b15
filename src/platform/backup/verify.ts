import { createReadStream } from 'node:fs'
import { fileOf, jobsOf, type Manifest, partOf, readManifest, readPart, sumOf } from './folder.ts'
import type { Progress } from './write.ts'

/** Reads every part of a copy and compares its sum; gives what is damaged or missing, nothing where all is well. */
export async function verifyCopy(folder: string, progress: Progress = () => {}): Promise<string[]> {
  const manifest = await readManifest(folder)
  const wanted = listParts(folder, manifest)
  const damaged: string[] = []
  for (const [at, { name, read, sha256 }] of wanted.entries()) {
    progress(at, wanted.length, name)
    const found = await sumOf(read()).catch(() => null)
    if (found?.sha256 !== sha256) damaged.push(name)
  }
  return damaged
}

function listParts(folder: string, { tables, jobs, files }: Manifest) {
  return [
    ...tables.map(({ name, sha256 }) => ({ name, sha256, read: () => readPart(partOf(folder, name)) })),
    ...(jobs ? [{ name: 'jobs', sha256: jobs.sha256, read: () => readPart(jobsOf(folder)) }] : []),
    ...files.map(({ kind, name, sha256 }) => ({
      ...{ name: `${kind}/${name}`, sha256 },
      read: () => createReadStream(fileOf(folder, kind, name)),
    })),
  ]
}
