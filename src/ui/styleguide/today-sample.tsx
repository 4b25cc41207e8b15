import { t } from '../../platform/i18n.ts'
import { Badge } from '../badge.tsx'
import { ButtonLink } from '../button.tsx'
import { Empty } from '../empty.tsx'
import { Entries, Entry } from '../entry.tsx'
import { Figure } from '../figure.tsx'
import { Page } from '../page.tsx'
import { Person } from '../person.tsx'
import { Day } from '../time.tsx'
import { people, question } from './words.tsx'

export function TodaySample() {
  return (
    <Page
      title={t('Today')}
      heading={t('What needs you')}
      lead={t('Three things, and none of them takes longer than ten minutes.')}
      aside={<NewInNorth />}
    >
      <Needs />
      <NewInCommunities />
    </Page>
  )
}

function Needs() {
  return (
    <Entries label={t('What needs you')}>
      <Entry
        href="#query"
        over={<Badge tone="active">{t('Query in your topics')}</Badge>}
        title={question}
        meta={
          <>
            <span>Kavita Rao, Shimla</span>
            <span>
              {t('Reply by')} <Day on="2026-12-04" short />
            </span>
          </>
        }
        end={<Figure of={6} words={t('responses')} />}
      >
        You answered a question on school committees in March.
      </Entry>
      <Entry
        href="#shape"
        over={<Badge tone="waiting">{t('Waits for your yes')}</Badge>}
        title="Your question on ward sabhas has been shaped"
        meta={<span>Meenakshi Thakur · two days ago</span>}
      />
      <Entry
        href="#use"
        over={<Badge>{t('Aftercare')}</Badge>}
        title="Did you use the consolidated reply on lift irrigation?"
        meta={<span>One of three answers, and a line if you like.</span>}
      />
    </Entries>
  )
}

function NewInCommunities() {
  return (
    <section>
      <h2>{t('New in your communities')}</h2>
      <Entries>
        <Entry
          href="#reply"
          over="Consolidated reply · North"
          title="Keeping a village library open on a grant of ₹ 12,000 a year"
          end={<Figure of={17} words={t('responses')} />}
          meta={<span>Used in 4 districts</span>}
        >
          What lasted: a named keeper, fixed evening hours, books lent without a register.
        </Entry>
        <Entry
          href="#reply"
          over="Query · North"
          lang="hi"
          title="पंचायत भवन में महिला समूहों की बैठक नियमित कैसे हो?"
          end={<Figure of={9} words={t('responses')} />}
          meta={<span lang="hi">सुनीता वर्मा, बाराबंकी</span>}
        />
      </Entries>
    </section>
  )
}

function NewInNorth() {
  return (
    <>
      <section>
        <h2>{t('Dates')}</h2>
        <p>Meet-up in Chandigarh, 12 December. You have a seat.</p>
      </section>
      <section>
        <h2>{t('Joined this week')}</h2>
        <p>
          <Person {...people.tsering} size="small" />
        </p>
      </section>
    </>
  )
}

export function EmptyToday() {
  return (
    <Page title={t('Today')} heading={t('What needs you')}>
      <Empty
        title={t('Nothing needs you today.')}
        action={<ButtonLink href="#ask">{t('Ask the community')}</ButtonLink>}
      >
        <p>{t('When a question in your topics arrives, or something you promised is due, it stands here.')}</p>
      </Empty>
    </Page>
  )
}
