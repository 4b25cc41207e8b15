import type { Problems } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { Hidden } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { CountedPager } from '../../../ui/pager.tsx'
import { Table } from '../../../ui/table.tsx'
import { Time } from '../../../ui/time.tsx'
import { type ListedMove, MOVES_A_PAGE, type Moves } from './moves.ts'
import type { listPlaces } from './places.ts'
import type { Move } from './reads.ts'
import { consequencesOf, postingOf, questionOf, reasonOf, rolesInWords } from './words.ts'

type TransferProps = { transferKey: string; move: Move; problems?: Problems }

/** The question with what a yes means, and what can be kept. */
export function TransferPage({ transferKey, move, problems }: TransferProps) {
  return (
    <Page title={questionOf(move)} lead={reasonOf(move)}>
      {move.isNew && <p>{postingOf(move)}</p>}
      {consequencesOf(move).map((sentence) => (
        <p>{sentence}</p>
      ))}
      <Form action="/me/transfer" problems={problems} keep={false}>
        <Hidden name="key" value={transferKey} />
        <Kept move={move} />
        <Actions>
          <Button name="answer" value="yes">
            {t('Yes')}
          </Button>
          <Button name="answer" value="no" kind="quiet">
            {t('No, leave it as it is')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}

/** What she may keep beside the new region. */
function Kept({ move: { from, to, home, homeIsFrom, keepsHome } }: { move: Move }) {
  const moves = from !== null && to !== null && from !== to
  return (
    <>
      {moves && !homeIsFrom && (
        <Choice name="keeps" value="yes" many>
          {t('I also stay a member of {from}', { from })}
        </Choice>
      )}
      {home && home !== to && (
        <Choice name="follows_home" value="yes" many chosen={keepsHome}>
          {t('I follow {home}, the region of my home cadre', { home })}
        </Choice>
      )}
    </>
  )
}

/** Where she is placed, when nothing waits. */
export function PlacedPage({ places }: { places: Awaited<ReturnType<typeof listPlaces>> }) {
  const action = <ButtonLink href="/me">{t('Your profile and posting')}</ButtonLink>
  return (
    <Page title={t('Your region')} lead={t('It follows your posting, and changes only with your yes.')}>
      {places.length === 0 && <Empty title={t('You are in no region yet.')} action={action} />}
      <Entries label={t('Your regions')}>
        {places.map(({ title, slug, because }) => (
          <Entry title={title} href={`/communities/${slug}`} meta={reasons[because]()} />
        ))}
      </Entries>
      {places.length > 0 && <Actions>{action}</Actions>}
    </Page>
  )
}

const reasons = {
  joined: () => t('You joined it'),
  posting: () => t('By your posting'),
  home_cadre: () => t('The region of your home cadre'),
}

/** The administrator's list of moves. */
export function MovesPage({ moves, count, unclear, page }: Moves & { page: number }) {
  return (
    <Page
      title={t('Moves between regions')}
      crumbs={[{ label: t('The network'), href: '/network' }]}
      lead={t('Who was asked, and what was said in the last 30 days. Nobody is moved without a yes.')}
      actions={
        <>
          <ButtonLink href="/network/postings">{t('New postings from a file')}</ButtonLink>
          <ButtonLink href="/network/regions">{t('Regions and their areas')}</ButtonLink>
        </>
      }
      width="wide"
    >
      {unclear > 0 && <Notice>{unaskedInWords(unclear)}</Notice>}
      <MovesTable moves={moves} />
      <CountedPager
        page={page}
        of={{ total: count, size: MOVES_A_PAGE }}
        href={(page) => `/network/transfers?page=${page}`}
      />
    </Page>
  )
}

function unaskedInWords(count: number): string {
  return t(
    '{count, plural, one {One member works where there is no region yet, and is not asked.} other {# members work where there is no region yet, and are not asked.}}',
    { count },
  )
}

function MovesTable({ moves }: { moves: ListedMove[] }) {
  return (
    <Table
      caption={t('Moves')}
      hideCaption
      columns={[
        { label: t('Name'), cell: ({ name }) => name, heads: true },
        { label: t('Old region'), cell: ({ from }) => from ?? '–' },
        { label: t('New region'), cell: ({ to }) => to ?? '–' },
        { label: t('Answer'), cell: ({ answer }) => answers[answer ?? 'open']() },
        { label: t('When'), cell: ({ at }) => <Time at={at} show="short" /> },
        { label: t('Duties left'), cell: ({ duties }) => rolesInWords(duties) },
      ]}
      rows={moves}
      empty={<Empty title={t('Nobody moves at present.')} />}
    />
  )
}

const answers = { yes: () => t('yes'), no: () => t('no'), open: () => t('waits for an answer') }
