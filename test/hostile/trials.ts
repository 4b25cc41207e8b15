import { alikeAnswers } from './doors/alike.ts'
import { anything } from './doors/anything.ts'
import { boundCodes, guessedCodes } from './doors/codes.ts'
import { forgedForms } from './doors/forged-forms.ts'
import { foreignHosts } from './doors/hosts.ts'
import { largeBodies } from './doors/large-bodies.ts'
import { longFields } from './doors/long-fields.ts'
import { longTexts } from './doors/long-texts.ts'
import { moreFields } from './doors/more-fields.ts'
import { openedLinks } from './doors/opened-links.ts'
import { racedForms } from './doors/races.ts'
import { stolenSessions } from './doors/sessions.ts'
import { hostileDocuments } from './files/hostile-documents.ts'
import { hostileFiles } from './files/hostile-files.ts'
import { bombedMail } from './mail/bombed.ts'
import { forgedReplies, redeliveries, replayedMails } from './mail/forgeries.ts'
import { injectedHeaders } from './mail/injected.ts'
import { mailLoops } from './mail/loops.ts'
import { brokenDigests } from './pages/broken-digests.ts'
import { echoedScripts } from './pages/echoed.ts'
import { pageTrials } from './pages/trials.ts'
import type { LaidStage } from './stage.ts'
import type { Trial } from './trial.ts'

/** With nothing but the cast; in this order, since those at the end leave less as it was. */
export const onCast: Trial[] = [
  foreignHosts,
  forgedForms,
  stolenSessions,
  boundCodes,
  guessedCodes,
  largeBodies,
  longTexts,
  alikeAnswers,
  racedForms,
  forgedReplies,
  replayedMails,
  redeliveries,
  mailLoops,
  injectedHeaders,
  bombedMail,
  hostileFiles,
  hostileDocuments,
  echoedScripts,
]

/** What sends forms by the hundred, or lets days pass, gives the network back as it was. */
const andBack = ({ name, run }: Trial<LaidStage>): Trial<LaidStage> => ({
  name,
  run: (stage, attempt) => run(stage, attempt).finally(stage.again),
})

/** On a network in full swing. */
export const onGround: Trial<LaidStage>[] = [
  openedLinks,
  ...[moreFields, longFields, anything, brokenDigests].map(andBack),
  ...pageTrials,
]
