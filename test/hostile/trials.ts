import { alikeAnswers } from './doors/alike.ts'
import { boundCodes, guessedCodes } from './doors/codes.ts'
import { forgedForms } from './doors/forged-forms.ts'
import { foreignHosts } from './doors/hosts.ts'
import { openedLinks } from './doors/opened-links.ts'
import { racedForms } from './doors/races.ts'
import { stolenSessions } from './doors/sessions.ts'
import type { LaidStage } from './stage.ts'
import type { Trial } from './trial.ts'

/** With nothing but the cast; in this order, since those at the end leave less as it was. */
export const onCast: Trial[] = [
  foreignHosts,
  forgedForms,
  stolenSessions,
  boundCodes,
  guessedCodes,
  alikeAnswers,
  racedForms,
]

/** On a network in full swing. */
export const onGround: Trial<LaidStage>[] = [openedLinks]
