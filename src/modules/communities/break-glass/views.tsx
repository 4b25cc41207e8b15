import type { Problems } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Choices } from '../../../ui/choice.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { currentShell } from '../../../ui/shell.ts'
import { Time, timeInWords } from '../../../ui/time.tsx'
import type { endingBy } from './ending.ts'
import { pageName } from './page-names.ts'
import type { BreakGlass } from './reads.ts'
import { hoursInWords, stateInWords } from './states.ts'

type Props = {
  glass: BreakGlass
  pages: { page: string; at: Date }[]
  mayAnswer: boolean
  ending: ReturnType<typeof endingBy>
  isReader: boolean
  /** A member can open what was read. */
  followsPages: boolean
  problems?: Problems
}

/** One of them, for those whom it concerns: who, why, until when, and what was read. */
export function BreakGlassPage(props: Props) {
  const { glass, mayAnswer, ending, problems } = props
  const { community, slug, reader } = glass
  return (
    <Page
      title={t('{reader}: reading {community} under break-glass', { reader, community })}
      meta={stateInWords(glass.state)}
      crumbs={[
        { label: community, href: `/communities/${slug}` },
        { label: t('Break-glass'), href: `/communities/${slug}/break-glass` },
      ]}
    >
      {props.isReader && glass.state === 'open' && <Reading glass={glass} />}
      <Facts facts={factsOf(glass)} />
      {mayAnswer && <Answer glass={glass} problems={problems} />}
      {ending && <End glass={glass} isWithdrawal={ending === 'withdrawn'} />}
      {glass.opened_at && <Pages {...props} />}
    </Page>
  )
}

function factsOf(glass: BreakGlass) {
  const { reader, second, hours, asked_at, lapses_at, opened_at, until, ended_at } = glass
  return [
    { label: t('Who reads'), value: reader },
    { label: t('Her reason'), value: <Reason glass={glass} /> },
    second !== null && { label: opened_at ? t('Agreed by') : t('Answered by'), value: second },
    { label: t('For how long'), value: hoursInWords(hours) },
    { label: t('Asked'), value: <Time at={asked_at} /> },
    glass.state === 'asked' && { label: t('Lapses'), value: <Time at={lapses_at} /> },
    opened_at && { label: t('Open since'), value: <Time at={opened_at} /> },
    opened_at && !ended_at && until && { label: t('Until'), value: <Time at={until} /> },
    ended_at && { label: t('Ended at'), value: <Time at={ended_at} /> },
  ]
}

export function Reason({ glass: { reason, language } }: { glass: Pick<BreakGlass, 'reason' | 'language'> }) {
  return (
    <span lang={language} dir="auto">
      {reason}
    </span>
  )
}

function Reading({ glass: { slug, until } }: { glass: BreakGlass }) {
  return (
    <>
      <Notice kind="warning" title={t('You can read this room now')}>
        <p>
          {until && openUntil(until)} {t('Only reading is open to you. Each page is noted, and its members see which.')}
        </p>
      </Notice>
      <p class="actions">
        <ButtonLink href={`/communities/${slug}/talk`}>{t('Talk')}</ButtonLink>
        <ButtonLink href={`/communities/${slug}/queries`}>{t('Queries')}</ButtonLink>
        <ButtonLink href={`/communities/${slug}/library`}>{t('Library')}</ButtonLink>
        <ButtonLink href={`/communities/${slug}/files`}>{t('Files')}</ButtonLink>
      </p>
    </>
  )
}

export function openUntil(until: Date): string {
  return t('It is open until {until}.', { until: timeInWords(until, currentShell().zone ?? 'UTC') })
}

function Answer({ glass, problems }: { glass: BreakGlass; problems?: Problems }) {
  const { reader, community } = glass
  return (
    <section>
      <h2>{t('You can be the second person')}</h2>
      <p>
        {t(
          'If you agree, {community} opens to {reader} at once, and its members see both names, the reason and the time.',
          {
            ...{ reader, community },
          },
        )}
      </p>
      <Form action={`/break-glass/${glass.key}/answer`} problems={problems}>
        <Choices
          name="answer"
          label={t('Your answer')}
          options={[
            { value: 'yes', label: t('I agree') },
            { value: 'no', label: t('I refuse') },
          ]}
        />
        <Button>{t('Answer')}</Button>
      </Form>
    </section>
  )
}

function End({ glass, isWithdrawal }: { glass: BreakGlass; isWithdrawal: boolean }) {
  return (
    <Form action={`/break-glass/${glass.key}/ending`} class="plain">
      <Button kind="quiet">{isWithdrawal ? t('Withdraw the request') : t('End the reading now')}</Button>
    </Form>
  )
}

function Pages({ pages, followsPages }: Props) {
  return (
    <section>
      <h2>{t('What was read')}</h2>
      {pages.length === 0 && <p>{t('Nothing yet.')}</p>}
      <ul>
        {pages.map(({ page, at }) => (
          <li>
            {followsPages ? <a href={page}>{pageName(page)}</a> : pageName(page)}, <Time at={at} />
          </li>
        ))}
      </ul>
    </section>
  )
}
