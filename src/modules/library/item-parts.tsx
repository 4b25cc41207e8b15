import { raw } from 'hono/html'
import { longDate } from '../../platform/dates.ts'
import { t } from '../../platform/i18n.ts'
import { renderMarkdown } from '../../platform/markdown.ts'
import { Chapter, Experience, Resources, Sources } from '../../ui/booklet.tsx'
import { DOT } from '../../ui/dot.ts'
import { outward } from '../../ui/outward.ts'
import { Person } from '../../ui/person.tsx'
import { Post } from '../../ui/post.tsx'
import { type Claim, type ItemDocument, type ItemResponse, isTakenBack, type Shown } from './document.ts'
import { headings, recommender, resourceKindName, resourceKinds, thanked } from './words.ts'

/** The words, and at their end the numbers of the responses they rest on. */
export function ClaimText({ claim: { text, responses } }: { claim: Claim }) {
  const { html } = renderMarkdown(text)
  const sources = responses.length > 0 ? ` ${(<Sources of={responses} />).toString()}` : ''
  return <>{raw(html.replace(/(<\/p>)?\s*$/, `${sources}$1`))}</>
}

export function Themes({ themes, language }: { themes: ItemDocument['themes']; language: string }) {
  if (themes.length === 0) return null
  return (
    <Chapter id="themes" title={headings.themes()}>
      {themes.map(({ heading, points }) => (
        <section class="theme" lang={language}>
          <h3>{heading}</h3>
          <div class="prose">
            {points.map((claim) => (
              <ClaimText claim={claim} />
            ))}
          </div>
        </section>
      ))}
    </Chapter>
  )
}

type ClaimsProps = { id: 'agreement' | 'disagreement' | 'watch_for'; claims: Claim[]; language: string }

export function Claims({ id, claims, language }: ClaimsProps) {
  if (claims.length === 0) return null
  return (
    <Chapter id={id} title={headings[id]()}>
      <ul class="claims prose" lang={language}>
        {claims.map((claim) => (
          <li>
            <ClaimText claim={claim} />
          </li>
        ))}
      </ul>
    </Chapter>
  )
}

export function Experiences({ document: { experiences, language } }: { document: ItemDocument }) {
  if (experiences.length === 0) return null
  return (
    <Chapter id="experiences" title={headings.experiences()}>
      {experiences.map(({ place, title, who_when, done, result, response }) => (
        <Experience place={place} title={title} when={who_when || undefined} sources={[response]}>
          <div lang={language} class="prose">
            {raw(renderMarkdown(done).html)}
            {result && (
              <>
                <h4>{t('What came of it')}</h4>
                {raw(renderMarkdown(result).html)}
              </>
            )}
          </div>
        </Experience>
      ))}
    </Chapter>
  )
}

export function Related({ document }: { document: ItemDocument }) {
  const { resources, contacts } = document
  if (resources.length + contacts.length === 0) return null
  return (
    <Chapter id="resources" title={headings.resources()}>
      {resourceKinds
        .map((kind) => ({ kind, list: resources.filter((one) => one.kind === kind) }))
        .filter(({ list }) => list.length > 0)
        .map(({ kind, list }) => (
          <Resources
            title={resourceKindName(kind)}
            resources={list.map(({ title, url, detail, why, recommended_by }) => ({
              title: url ? <a href={outward(url)}>{title}</a> : title,
              line: [detail, why].filter(Boolean).join(' '),
              by: recommender(document, recommended_by),
            }))}
          />
        ))}
      <Contacts document={document} />
    </Chapter>
  )
}

function Contacts({ document: { contacts, responses } }: { document: ItemDocument }) {
  const people = contacts.flatMap(({ response, about, consent }) => {
    const author = responses.find(({ number, quoted }) => number === response && quoted)?.author
    return consent && author?.key ? [{ author, about }] : []
  })
  if (people.length === 0) return null
  return (
    <Resources
      title={resourceKindName('contact')}
      resources={people.map(({ author, about }) => ({
        title: <a href={`/people/${author.key}`}>{author.name}</a>,
        line: about,
        by: author.line,
      }))}
    />
  )
}

/** Every response as it was written; the numbers are those that the claims name. */
export function InFull({ id, responses }: { id: 'responses' | 'additional'; responses: ItemResponse[] }) {
  if (responses.length === 0) return null
  return (
    <Chapter id={id} title={headings[id]()}>
      <div class="posts">
        {responses.map((response) =>
          response.quoted ? <Written response={response} /> : <Left response={response} />,
        )}
      </div>
    </Chapter>
  )
}

function Written({ response: { number, author, at, html, language, place } }: { response: ItemResponse }) {
  return (
    <Post
      id={`response-${number}`}
      number={number}
      author={<Writer author={author} place={place} />}
      meta={longDate(new Date(at))}
      html={html}
      lang={language}
    />
  )
}

function Writer({ author: { name, line, key }, place }: { author: Shown; place: string }) {
  const where = [line, line.includes(place) ? '' : place].filter(Boolean).join(DOT)
  return <Person name={name} place={where || undefined} href={key ? `/people/${key}` : undefined} nameless={!key} />
}

function Left({ response }: { response: ItemResponse }) {
  const { number } = response
  return (
    <p class="post soft" id={`response-${number}`}>
      {isTakenBack(response)
        ? t('Response {number} was taken back by its writer.', { number })
        : t('Response {number}: {who}.', { number, who: thanked(response).name })}
    </p>
  )
}
