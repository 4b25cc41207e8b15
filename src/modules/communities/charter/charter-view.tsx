import { t } from '../../../platform/i18n.ts'
import type { Community } from '../reads.ts'
import { readCharter } from './words.ts'

/** What a community is for and what not, as everyone may read it. */
export function Charter({ community }: { community: Community }) {
  const said = readCharter(community)
  return (
    <section class="charter">
      <Part heading={t('Why it is needed')} text={said.rationale} />
      <Part heading={t('What it is about')} text={said.domain} />
      <Part heading={t('Who it is for')} text={said.for_whom} />
      <List heading={t('What should come of it')} lines={said.intended_outcomes} />
      <List heading={t('What you can expect of it')} lines={said.expect} />
      <List heading={t('What you cannot expect of it')} lines={said.not_expect} />
      <List heading={t('How we treat each other')} lines={said.norms} />
      <Part heading={t('How core members are chosen, and who is invited to meetings')} text={said.selection} />
    </section>
  )
}

function Part({ heading, text }: { heading: string; text: string }) {
  if (!text) return null
  return (
    <>
      <h2>{heading}</h2>
      <p dir="auto">{text}</p>
    </>
  )
}

function List({ heading, lines }: { heading: string; lines: string[] }) {
  if (lines.length === 0) return null
  return (
    <>
      <h2>{heading}</h2>
      <ul>
        {lines.map((line) => (
          <li dir="auto">{line}</li>
        ))}
      </ul>
    </>
  )
}
