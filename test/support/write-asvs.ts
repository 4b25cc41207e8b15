import { fileURLToPath } from 'node:url'
import { writeAsvs } from './check/asvs.ts'

writeAsvs(fileURLToPath(new URL('../../', import.meta.url)))
