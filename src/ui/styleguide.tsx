import { AskSample } from './styleguide/ask-sample.tsx'
import { CompileSample } from './styleguide/compile-sample.tsx'
import { Overview } from './styleguide/overview.tsx'
import { QuerySample } from './styleguide/query-sample.tsx'
import { ReplySample } from './styleguide/reply-sample.tsx'
import { EmptyToday, TodaySample } from './styleguide/today-sample.tsx'

export const styleguideParts = ['overview', 'today', 'empty', 'query', 'ask', 'compile', 'reply'] as const
export type StyleguidePart = (typeof styleguideParts)[number]

/** Every component in its states, and the main screens made of them; the people in it are invented. */
export function StyleguidePage({ part = 'overview' }: { part?: StyleguidePart }) {
  const Part = parts[part]
  return <Part />
}

const parts = {
  overview: Overview,
  today: TodaySample,
  empty: EmptyToday,
  query: QuerySample,
  ask: AskSample,
  compile: CompileSample,
  reply: ReplySample,
}
