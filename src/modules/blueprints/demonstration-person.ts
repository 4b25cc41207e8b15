import { z } from 'zod'

const day = z.number().int()

/** Somebody invented, by the handle she has in the files. */
export const person = z.object({
  handle: z.string(),
  name: z.string(),
  designation: z.string().nullish(),
  organisation: z.string().nullish(),
  about: z.string().nullish(),
  area: z.string().nullish(),
  topics: z.array(z.string()).default([]),
  service: z.string().nullish(),
  cadre: z.string().nullish(),
  sector: z.string().nullish(),
  cohorts: z.array(z.string()).default([]),
  language: z.string(),
  address: z.string(),
  second_address: z.string().nullish(),
  home: z.string().nullish(),
  delivery: z.enum(['each', 'digest', 'my_topics', 'web']).default('each'),
  class: z.enum(['internal', 'external']).default('internal'),
  since: day.default(-200),
  state: z.enum(['active', 'invited']).default('active'),
  roles: z.array(z.string()).default([]),
  also: z
    .array(
      z.object({
        community: z.string(),
        delivery: z.enum(['each', 'digest', 'my_topics', 'web']).default('digest'),
        since: day.default(-100),
      }),
    )
    .default([]),
})

export type DemonstrationPerson = z.output<typeof person>
