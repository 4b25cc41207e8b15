import { blueprints, setPlanters } from './modules/blueprints/index.ts'
import { communities, findMailName, isMember, listReaders, stopMail, viewerOf } from './modules/communities/index.ts'
import { conversations, setBookmarkFinders } from './modules/conversations/index.ts'
import { exchange } from './modules/exchange/index.ts'
import { library } from './modules/library/index.ts'
import { mailbox } from './modules/mailbox/index.ts'
import { notices, setDigestParts } from './modules/notices/index.ts'
import { erasureSubjects, findSender, noteBounce, people } from './modules/people/index.ts'
import { queries } from './modules/queries/index.ts'
import { search, setFinders } from './modules/search/index.ts'
import { system } from './modules/system/index.ts'
import { setNeeds, today } from './modules/today/index.ts'
import { listen } from './platform/activity.ts'
import { setForgetters } from './platform/erasing/index.ts'
import type { Module, Program } from './platform/module.ts'
import { setOwners } from './platform/own-data.ts'
import { setPanels } from './platform/panels.ts'

/** The modules, lower layers first; nothing else. */
const modules: Module[] = [
  people,
  communities,
  notices,
  conversations,
  library,
  queries,
  today,
  search,
  blueprints,
  exchange,
  mailbox,
  system,
]

let assembled: Program | undefined

/** Puts the program together, once: who listens to which fact, whose panels stand on which page. */
export function assemble(): Program {
  assembled ??= connect()
  return assembled
}

function connect(): Program {
  for (const module of modules) {
    for (const [verb, job] of Object.entries(module.listens ?? {})) listen(verb, job)
  }
  setPanels(modules.flatMap((module) => module.panels ?? []))
  setOwners(modules)
  setForgetters(modules, erasureSubjects)
  setNeeds(modules)
  setPlanters(modules)
  setFinders(modules.flatMap((module) => module.finds ?? []))
  setBookmarkFinders(modules.flatMap((module) => module.finds ?? []))
  setDigestParts(modules.flatMap((module) => module.digest ?? []))
  return { modules, directory: { viewerOf, listReaders, findSender, findMailName, isMember, noteBounce, stopMail } }
}
