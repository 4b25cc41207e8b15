import { longDate } from '../../platform/dates.ts'
import { t } from '../../platform/i18n.ts'
import { DOT } from '../../ui/dot.ts'
import { Entries, Entry } from '../../ui/entry.tsx'
import { levelName, overTitle } from './added/words.ts'
import type { Credit } from './reads.ts'
import type { ItemLine } from './shelf.ts'

const pathOf = ({ slug, key }: { slug: string; key: string }) => `/communities/${slug}/library/${key}`

export function ItemEntries({ items, short }: { items: ItemLine[]; short?: boolean }) {
  return (
    <Entries label={t('Library')}>
      {items.map((item) => (
        <Entry
          title={item.title}
          href={pathOf(item)}
          over={overTitle(item)}
          meta={lineOf(item)}
          lang={item.language}
          level={short ? undefined : 2}
        >
          <span lang={item.language}>{shortened(item.summary, short ? 160 : 320)}</span>
        </Entry>
      ))}
    </Entries>
  )
}

function lineOf({ published_at, level, responses, uses }: ItemLine): string {
  return [
    longDate(published_at),
    levelName(level),
    responses > 0 && t('{responses, plural, one {one response} other {# responses}}', { responses }),
    uses > 0 && t('{uses, plural, one {one used it} other {# used it}}', { uses }),
  ]
    .filter(Boolean)
    .join(DOT)
}

/** Whole words, with a sign that there is more. */
export function shortened(text: string, most: number): string {
  const [first = ''] = text.split('\n\n')
  if (first.length <= most) return first
  return `${first.slice(0, first.lastIndexOf(' ', most)).replace(/[\s,.;:।]+$/u, '')}\u00a0…`
}

/** On a community's page and on Today: what came into the library last. */
export function NewItems({ items, more }: { items: ItemLine[]; more?: string }) {
  if (items.length === 0) return null
  return (
    <section>
      <h2>{t('New in the library')}</h2>
      <ItemEntries items={items} short />
      {more && (
        <p>
          <a href={more}>{t('The whole library')}</a>
        </p>
      )}
    </section>
  )
}

const partNames: Record<string, () => string> = {
  asked: () => t('asked'),
  responded: () => t('answered'),
  compiled: () => t('compiled'),
  researched: () => t('researched'),
  added: () => t('added'),
}

/** On a person's page: what she is thanked for. */
export function Credits({ credits }: { credits: Credit[] }) {
  if (credits.length === 0) return null
  return (
    <section>
      <h2>{t('Thanked in the library')}</h2>
      <Entries label={t('Thanked in the library')}>
        {credits.map((credit) => (
          <Entry
            title={credit.title}
            href={pathOf(credit)}
            over={partNames[credit.part]?.()}
            meta={longDate(credit.published_at)}
            lang={credit.language}
          />
        ))}
      </Entries>
    </section>
  )
}
