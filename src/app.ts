import {
  communities,
  findMailName,
  isMember,
  listReaders,
  setCommunityPanels,
  viewerOf,
} from './modules/communities/index.ts'
import { findSender, noteBounce, people, setPersonPanels } from './modules/people/index.ts'
import { listen } from './platform/activity.ts'
import type { Module, Program } from './platform/module.ts'

/** The modules, lower layers first; nothing else. */
const modules: Module[] = [people, communities]

/** Puts the program together: who listens to which fact, whose panels stand on which page. */
export function assemble(): Program {
  for (const module of modules) {
    for (const [verb, job] of Object.entries(module.listens ?? {})) listen(verb, job)
  }
  const panels = modules.flatMap((module) => module.panels ?? [])
  setPersonPanels(panels)
  setCommunityPanels(panels)
  return { modules, directory: { viewerOf, listReaders, findSender, findMailName, isMember, noteBounce, stopMail } }
}
