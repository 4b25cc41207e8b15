/** The modules by layer, lowest first: one imports lower layers only. A folder in src/modules that is not here fails the check. */
const LAYERS: string[][] = [
  ['people'],
  ['communities'],
  ['notices'],
  ['conversations'],
  ['library', 'experts', 'followup', 'surveys', 'decisions', 'meetings'],
  ['queries', 'deliberations', 'gatherings', 'circles', 'mentoring', 'replication'],
  ['stewardship', 'newsletters', 'recognition', 'value'],
  ['today', 'search', 'insights', 'exchange', 'blueprints', 'mailbox', 'system'],
]

export function layerOf(module: string): number {
  return LAYERS.findIndex((layer) => layer.includes(module))
}

/** What the files of a module may import of each other at run time; types go anywhere, and a file with another name is free. */
export const INSIDE: Record<string, string[]> = {
  index: ['routes', 'forms', 'policy', 'reads', 'actions', 'views', 'jobs', 'work', 'mails', 'inbound', 'panels'],
  routes: ['routes', 'forms', 'policy', 'reads', 'actions', 'views', 'panels', 'jobs'],
  panels: ['policy', 'reads', 'views', 'jobs'],
  inbound: ['policy', 'reads', 'actions', 'jobs'],
  work: ['policy', 'reads', 'actions', 'mails', 'jobs'],
  actions: ['policy', 'reads', 'actions', 'mails', 'jobs'],
  mails: ['policy', 'reads', 'mails', 'inbound', 'jobs'],
  views: ['views'],
  reads: ['reads'],
  forms: ['forms'],
  policy: ['policy'],
  // The names of what follows an action: a leaf that all of these may import.
  jobs: [],
}
