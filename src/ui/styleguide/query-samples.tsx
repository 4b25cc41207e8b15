import { t } from '../../platform/i18n.ts'
import { Audience, audienceInWords } from '../audience.tsx'
import { Badge } from '../badge.tsx'
import { Actions, Button, ButtonLink } from '../button.tsx'
import { Choices } from '../choice.tsx'
import { Details } from '../details.tsx'
import { Empty } from '../empty.tsx'
import { Entries, Entry } from '../entry.tsx'
import { Facts } from '../facts.tsx'
import { DateField, Field } from '../field.tsx'
import { Figure } from '../figure.tsx'
import { Form } from '../form.tsx'
import { Meter } from '../meter.tsx'
import { Page } from '../page.tsx'
import { Person } from '../person.tsx'
import { Post } from '../post.tsx'
import { Prose } from '../prose.tsx'
import { Similar } from '../similar.tsx'
import { Stepper } from '../stepper.tsx'
import { TextArea } from '../text-area.tsx'
import { Day, Time } from '../time.tsx'
import { answers, people, question, questionText } from './words.tsx'

const north = { reach: 'community', attribution: 'named', community: 'North', members: 214 } as const

export function TodaySample() {
  return (
    <Page
      title={t('Today')}
      heading={t('What needs you')}
      lead={t('Three things, and none of them takes longer than ten minutes.')}
      aside={<NewInNorth />}
    >
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
    </Page>
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

export function QuerySample() {
  return (
    <Page
      title={question}
      crumbs={[
        { label: 'North', href: '#north' },
        { label: t('Queries'), href: '#queries' },
      ]}
      meta={
        <>
          <Badge tone="active">{t('Gathering')}</Badge>
          <span>
            {t('Reply by')} <Day on="2026-12-04" relative />
          </span>
          <span>{t('experiences; examples')}</span>
        </>
      }
      aside={<QueryMargin />}
      audience={audienceInWords(north)}
    >
      <Stepper label={t('The way of this query')} steps={steps()} now={3} />
      <Person {...people.kavita} />
      <Prose html={questionText} large />
      <Responses />
    </Page>
  )
}

function steps() {
  return ['Asked', 'Shaped', 'Posted', 'Gathering', 'Compiling', 'Published', 'In use'].map((label) => ({ label }))
}

function QueryMargin() {
  return (
    <>
      <Facts
        facts={[
          { label: t('Posted'), value: <Day on="2026-11-20" short /> },
          { label: t('Urgency'), value: 'Normal' },
          { label: t('Topics'), value: 'Schools, handover' },
        ]}
      />
      <Meter label={t('Answered of those asked by name')} of={4} most={7} />
      <section>
        <h2>{t('Like this one')}</h2>
        <p>
          <a href="#like">Handing over a block office in a week</a>, 11 responses, 2024
        </p>
      </section>
    </>
  )
}

function Responses() {
  const at = new Date('2026-11-23T05:10:00Z')
  return (
    <section>
      <h2>{t('{count, plural, one {# response} other {# responses}}', { count: 4 })}</h2>
      <Post
        id="response-1"
        number={1}
        author={<Person {...people.harpreet} />}
        meta={<Time at={at} show="short" />}
        html={answers.harpreet}
        files={[{ name: 'treasury-letter-overlap.pdf', href: '#file', bytes: 184_000, kind: 'PDF' }]}
        actions={<Button kind="text">{t('Thank')}</Button>}
      />
      <Post id="response-2" number={2} author={<Person {...people.meenakshi} />} html={answers.meenakshi} />
      <Post id="response-3" number={3} author={<Person {...people.sunita} />} html={answers.sunita} lang="hi" />
      <Post
        id="response-4"
        number={4}
        author={<span class="soft">{t('A member who is not named')}</span>}
        html={answers.unnamed}
      />
      <Form action="#responses" id="respond" label={t('Your response')}>
        <TextArea
          name="text"
          label={t('Your response')}
          hint={t('Three lines from the car are welcome.')}
          markdown
          words={300}
        />
        <Audience of={north} />
        <Actions>
          <Button>{t('Send')}</Button>
          <Button kind="quiet" action="#preview" apart>
            {t('Preview')}
          </Button>
        </Actions>
      </Form>
    </section>
  )
}

export function AskSample() {
  const wrong = {
    title: t('Please end the title with a question mark, so that it asks something.'),
    kinds: t('Choose at least one kind of answer.'),
  }
  return (
    <Page
      title={t('Ask North')}
      lead={t('The coordinator reads it within a working day and sends it back to you before anybody else sees it.')}
      crumbs={[{ label: 'North', href: '#north' }]}
      audience={audienceInWords(north)}
    >
      <Form action="#queries" id="ask" problems={wrong} values={{ title: 'School principals', kinds: [] }}>
        <Field name="title" label={t('Your question in one line')} />
        <Similar src="#similar" form="ask" field="title" label={t('Already answered')}>
          <p class="small soft">{t('Already answered, and perhaps enough:')}</p>
          <Entries>
            <Entry href="#a" title="Handing over a block office in a week" meta={<span>11 responses · 2024</span>} />
            <Entry
              href="#b"
              title="What should a headteacher leave in writing?"
              meta={<span>8 responses · 2023</span>}
            />
          </Entries>
        </Similar>
        <Choices
          name="kinds"
          label={t('What kinds of answer would help')}
          many
          inline
          options={kinds().map((label) => ({ value: label, label }))}
        />
        <TextArea name="context" label={t('What is the situation')} words={150} markdown />
        <DateField name="reply_by" label={t('Reply by')} value="2026-12-04" hint={t('Two weeks are usual.')} />
        <Choices
          name="attribution"
          label={t('How people are named')}
          value="named"
          options={[
            { value: 'named', label: t('With name and place') },
            { value: 'unattributed', label: t('Nobody is named'), hint: t('Not to us either; it cannot be undone.') },
          ]}
        />
        <Details summary={t('More, if you like')}>
          <Field name="tried" label={t('What you have tried')} optional />
        </Details>
        <Audience of={north} />
        <Actions>
          <Button>{t('Send to the coordinator')}</Button>
          <Button kind="quiet" name="do" value="draft">
            {t('Keep as a draft')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}

function kinds() {
  return [t('experiences'), t('examples'), t('advice'), t('referrals'), t('documents'), t('contacts')]
}
