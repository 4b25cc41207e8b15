import type { LaidStage } from '../stage.ts'
import type { Trial } from '../trial.ts'
import { brokenRows } from './broken.ts'
import { sentScripts } from './sent.ts'
import { storedScripts } from './stored.ts'

/** What is shown to people in pages, mails and files; the last leaves least as it was. */
export const pageTrials: Trial<LaidStage>[] = [brokenRows, sentScripts, storedScripts]
