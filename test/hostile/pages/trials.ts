import type { LaidStage } from '../stage.ts'
import type { Trial } from '../trial.ts'
import { brokenRows } from './broken.ts'
import { sentScripts } from './sent.ts'
import { storedScripts } from './stored.ts'

/** What is shown to people in pages, mails and files; days pass in the later ones, and drafts and moves with them. */
export const pageTrials: Trial<LaidStage>[] = [storedScripts, sentScripts, brokenRows]
