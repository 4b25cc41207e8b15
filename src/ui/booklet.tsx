import type { Child, PropsWithChildren } from 'hono/jsx'
import { t } from '../platform/i18n.ts'
import { Icon } from './icon.tsx'

export type ChapterLink = { id: string; title: string }

/** A finished document, such as a consolidated reply: read on the page, and printed as it stands. */
export function Booklet({ children }: PropsWithChildren) {
  return (
    <article class="booklet">
      {children}
      <p class="tailpiece">
        <Icon name="mark" />
      </p>
    </article>
  )
}

/** For phones, below the summary; the margin has its own. */
export function ContentsHere({ chapters }: { chapters: ChapterLink[] }) {
  return (
    <nav class="contents-here" aria-label={t('On this page')}>
      {chapters.map(({ id, title }) => (
        <a href={`#${id}`}>{title}</a>
      ))}
    </nav>
  )
}

/** For the margin of the page. */
export function Contents({ chapters }: { chapters: ChapterLink[] }) {
  return (
    <nav class="contents" aria-label={t('Contents')}>
      <ol>
        {chapters.map(({ id, title }) => (
          <li>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

export function Chapter({ id, title, children }: PropsWithChildren<ChapterLink>) {
  return (
    <section class="chapter" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  )
}

/** The numbers of the responses that a sentence rests on. */
export function Sources({ of }: { of: number[] }) {
  return (
    <span class="sources">
      {of.map((number) => (
        <a class="source" href={`#response-${number}`} aria-label={t('Response {number}', { number })}>
          {number}
        </a>
      ))}
    </span>
  )
}

export type Contributor = { name: Child; organisation?: string; place?: string; note?: string }

/** Numbered as the responses are. */
export function Contributors({ people }: { people: Contributor[] }) {
  return (
    <ol class="contributors">
      {people.map(({ name, organisation, place, note }) => (
        <li>
          <strong>{name}</strong>
          <span>{[organisation, place, note].filter(Boolean).join(', ')}</span>
        </li>
      ))}
    </ol>
  )
}

export type ExperienceProps = PropsWithChildren<{ place: string; title: string; when?: string; sources: number[] }>

/** What was done somewhere, and what came of it. */
export function Experience({ place, title, when, sources, children }: ExperienceProps) {
  return (
    <section class="experience">
      <p class="experience-place">
        {place}
        {when && <span>{when}</span>}
      </p>
      <div>
        <h3>{title}</h3>
        {children}
        <p class="small soft">
          {t('From response')} <Sources of={sources} />
        </p>
      </div>
    </section>
  )
}

export type Resource = { title: Child; line?: Child; by?: Child }

export function Resources({ title, resources }: { title: string; resources: Resource[] }) {
  return (
    <section class="resources">
      <h3>{title}</h3>
      <ul>
        {resources.map(({ title, line, by }) => (
          <li>
            <cite>{title}</cite>
            {line && <span>{line}</span>}
            {by && <span class="small soft">{by}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
