import type { Child } from 'hono/jsx'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button } from '../../../ui/button.tsx'
import { Checklist } from '../../../ui/checklist.tsx'
import { Slot } from '../../../ui/compile.tsx'
import { Hidden } from '../../../ui/field.tsx'
import { DraftField, DraftLine } from '../../../ui/piece.tsx'
import { PieceView } from './piece-view.tsx'
import { type Piece, type Section, type Theme, themeName, themesOf } from './pieces.ts'
import type { CompileProps } from './views.tsx'

/** The reply as it grows, in the order in which it will be read. */
export function Skeleton(props: CompileProps) {
  return (
    <>
      <h2>{t('The consolidated reply')}</h2>
      <Writing {...props} section="summary" title={t('Summary on one screen')} shortcut="s">
        {t('Yours to write: what they found, where they differ, what to watch for. Cite responses as [3, 11].')}
      </Writing>
      <Themes {...props} />
      <Writing {...props} section="agreement" title={t('Where they agree')} shortcut="a" />
      <Writing {...props} section="disagreement" title={t('Where they differ')} shortcut="d">
        {t('Kept visible, both sides in their own right.')}
      </Writing>
      <Writing {...props} section="watch_for" title={t('What to watch for')} shortcut="w" />
      <FromResponses {...props} />
      <Ready {...props} />
    </>
  )
}

function Themes(props: CompileProps) {
  const themes = themesOf(props.pieces)
  if (themes.length > 0)
    return (
      <>
        {themes.map((theme, at) => (
          <ThemeSlot {...props} theme={theme} at={at} />
        ))}
      </>
    )
  const hint = t('The key n opens one with the paragraph you are at.')
  return <Slot id="slot-theme" title={t('Themes')} shortcut="n" hint={hint} />
}

/** What the responses gave as they are: places, papers, people and their full words. */
function FromResponses(props: CompileProps) {
  return (
    <>
      <Gathered {...props} section="experience" title={t('Comparative experiences')} shortcut="e">
        {t('One block for each place. What stays empty is left out.')}
      </Gathered>
      <Gathered {...props} section="resource" title={t('Related resources')} shortcut="r" add={t('Add a resource')}>
        {t('Links and documents from the responses are here already. Say in one line why.')}
      </Gathered>
      <Gathered {...props} section="contact" title={t('Contacts')} shortcut="c">
        {t('Only who has agreed.')}
      </Gathered>
      <Gathered {...props} section="text" title={t('Responses in full, shortened')}>
        {t('All others stand as they were written.')}
      </Gathered>
    </>
  )
}

type SlotProps = CompileProps & { section: Section; title: string; shortcut?: string; children?: Child }

/** A place with room to write beside what was taken over. */
function Writing({ section, title, shortcut, children, ...props }: SlotProps) {
  const list = props.pieces.filter((piece) => piece.section === section)
  return (
    <Slot id={`slot-${section}`} title={title} shortcut={shortcut} hint={children} count={countOf(list)}>
      <List {...props} list={list} />
      <DraftField
        name={`new-${section}`}
        label={t('Write here: {title}', { title })}
        placeholder={t('Write here; an empty line begins the next one')}
      />
    </Slot>
  )
}

function ThemeSlot({ theme, at, ...props }: CompileProps & { theme: Theme; at: number }) {
  const list = props.pieces.filter(({ section, fields }) => section === 'theme' && fields.theme === theme.number)
  const conflict = props.conflicts.find(({ key }) => key === `theme-${theme.number}`)
  return (
    <Slot
      id={`slot-theme-${theme.number}`}
      title={<span lang={props.query.language}>{themeName(theme)}</span>}
      shortcut={at < 9 ? String(at + 1) : undefined}
      count={countOf(list)}
    >
      <Hidden name={`theme-seen-${theme.number}`} value={theme.heading} />
      <DraftLine
        id={`theme-${theme.number}`}
        name={`theme-${theme.number}`}
        label={t('Its name')}
        value={conflict?.mine.text ?? theme.heading}
      />
      <List {...props} list={list} />
      <DraftField
        name={`new-theme-${theme.number}`}
        label={t('Write here: {title}', { title: themeName(theme) })}
        placeholder={t('Write here; an empty line begins the next one')}
      />
    </Slot>
  )
}

function Gathered({ section, title, shortcut, children, add, ...props }: SlotProps & { add?: string }) {
  const list = props.pieces.filter((piece) => piece.section === section)
  if (section === 'text' && list.length === 0) return null
  return (
    <Slot id={`slot-${section}`} title={title} shortcut={shortcut} hint={children} count={countOf(list)}>
      <List {...props} list={list} />
      {add && (
        <Button kind="text" name="do" value={`add:${section}`}>
          {add}
        </Button>
      )}
    </Slot>
  )
}

function List({ list, ...props }: CompileProps & { list: Piece[] }) {
  return (
    <>
      {list.map((piece) => (
        <PieceView {...props} piece={piece} />
      ))}
    </>
  )
}

function countOf(list: Piece[]): string | undefined {
  return list.length > 0 ? t('{count, plural, one {one piece} other {# pieces}}', { count: list.length }) : undefined
}

function Ready({ checks }: CompileProps) {
  return (
    <Slot id="ready" title={t('Before the asker sees it')}>
      <Checklist checks={checks} />
      <Actions>
        <Button name="do" value="save">
          {t('Save')}
        </Button>
      </Actions>
    </Slot>
  )
}
