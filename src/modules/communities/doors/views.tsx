import type { Problems, Typed } from '../../../platform/http.ts'
import { listFormat, pick, t } from '../../../platform/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Choices } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { Time } from '../../../ui/time.tsx'
import type { Community } from '../reads.ts'
import type { Asked } from './asking.ts'
import { pickNorms } from './norms.ts'
import { answerField, type Question } from './questions.ts'
import type { Application } from './reads.ts'
import { doorInWords } from './words.ts'

type DoorProps = {
  community: Community
  questions: Question[]
  deciders: string[]
  contact: string | null
  network: string
  isStranger: boolean
  tried?: { problems: Problems; typed: Typed }
}

/** The door of a community: open, with somebody who looks first, or by invitation. */
export function DoorPage(props: DoorProps) {
  const { community, deciders, contact, network } = props
  const named = { community: community.title, deciders: listFormat(deciders), contact: contact ?? listFormat(deciders) }
  const lead =
    community.joining === 'ask'
      ? t('Each request is looked at by {deciders}, and you hear by mail.', named)
      : doorInWords(community.joining)
  const isShut = community.joining === 'invited' || community.state === 'closed'
  return (
    <Page
      title={t('Join {community}', named)}
      lead={community.state === 'closed' ? t('This community is closed.') : lead}
      crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
    >
      <Norms community={community} />
      {isShut ? <Shut contact={named.contact} /> : <DoorForm {...props} />}
      <p class="soft">
        {t(
          'As a member of {community} you read what is open to all of {network}. You become a member of no other community by it, and you leave whenever you like.',
          { ...named, network },
        )}
      </p>
    </Page>
  )
}

function Norms({ community }: { community: Community }) {
  const norms = pickNorms(community)
  if (norms.length === 0) return null
  return (
    <section>
      <h2>{t('How we treat each other')}</h2>
      <ul>
        {norms.map((norm) => (
          <li>{norm}</li>
        ))}
      </ul>
    </section>
  )
}

/** What to do instead, with a name. */
function Shut({ contact }: { contact: string }) {
  return (
    <>
      <p>{t('{contact} can tell you more. A member you know can invite you by mail.', { contact })}</p>
      <ButtonLink href="/communities">{t('All communities')}</ButtonLink>
    </>
  )
}

function DoorForm({ community, questions, isStranger, deciders, tried }: DoorProps) {
  const hasNorms = pickNorms(community).length > 0
  return (
    <Form
      action={`/communities/${community.slug}/membership`}
      id="join"
      problems={tried?.problems}
      values={tried?.typed}
    >
      {isStranger && <Who slug={community.slug} />}
      {community.admits_external && <Work />}
      {questions.map(({ id, words, required }) => (
        <TextArea name={answerField(id)} label={pick(words)} rows={3} optional={!required} />
      ))}
      {questions.length > 0 && (
        <p class="soft">
          {t('Your answers are read by {deciders} alone, and kept.', { deciders: listFormat(deciders) })}
        </p>
      )}
      {!community.admits_external && <p class="soft">{t('This community is for people who serve in government.')}</p>}
      <Button>{pressWords(community, hasNorms)}</Button>
    </Form>
  )
}

function pressWords({ joining }: Community, hasNorms: boolean): string {
  if (joining === 'ask') return hasNorms ? t('I keep to this, and ask to join') : t('Ask to join')
  return hasNorms ? t('I keep to this, and join') : t('Join')
}

function Who({ slug }: { slug: string }) {
  return (
    <>
      <p>
        {t('You have signed in here before?')}{' '}
        <a href={`/sign-in?next=/communities/${slug}/membership`}>{t('Sign in')}</a>
      </p>
      <Field name="name" label={t('Your name')} autocomplete="name" />
      <Field
        name="address"
        type="email"
        label={t('Your mail address')}
        hint={t('We write to it once, and nothing happens before your yes.')}
        autocomplete="email"
      />
    </>
  )
}

function Work() {
  return (
    <Choices
      name="class"
      label={t('Where do you work?')}
      value="internal"
      options={[
        { value: 'internal', label: t('In government') },
        { value: 'external', label: t('Outside government') },
      ]}
      inline
    />
  )
}

/** The same for every address, so that nobody learns who is a member. */
export function AskedPage({ community, address }: { community: Community; address: string }) {
  return (
    <Page
      title={t('Look into your mail')}
      lead={t('We have written to {address}. Reply YES to that mail, or open its link.', { address })}
      crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
    >
      <p>{t('If nothing comes, look among the unwanted mail, or see whether the address is right.')}</p>
    </Page>
  )
}

export function ProofPage({ community, path }: { community: Community; path: string }) {
  return (
    <Page
      title={t('Join {community}', { community: community.title })}
      lead={t('Somebody asked to join with your address. One press says that it was you.')}
    >
      <Norms community={community} />
      <Form action={path} keep={false}>
        <Button>{t('Yes, it was me')}</Button>
      </Form>
      <p class="soft">{t('If it was not you, close this page. Nothing happens, and it is forgotten in two weeks.')}</p>
    </Page>
  )
}

type ProvenProps = { community: Community; outcome?: Asked | 'settled'; isNew?: boolean }

export function ProvenPage({ community, outcome = 'settled', isNew }: ProvenProps) {
  const named = { community: community.title }
  const words = {
    joined: () => ({ title: t('You are in'), lead: t('You are a member of {community}.', named) }),
    member: () => ({ title: t('You are in'), lead: t('You are a member of {community}.', named) }),
    waiting: () => ({ title: t('Thank you'), lead: t('Your request waits for an answer. You hear by mail.') }),
    settled: () => ({
      title: t('It has been settled'),
      lead: t('This link has been used. You hear by mail how it stands.'),
    }),
  }[outcome]()
  const next = isNew
    ? { href: '/today', label: t('See what is there for you') }
    : { href: '/sign-in', label: t('Sign in') }
  return (
    <Page title={words.title} lead={words.lead}>
      <ButtonLink kind="primary" href={outcome === 'waiting' ? `/communities/${community.slug}` : next.href}>
        {outcome === 'waiting' ? community.title : next.label}
      </ButtonLink>
    </Page>
  )
}

type PendingProps = { community: Community; application: Application; deciders: string[] }

/** How her request stands, and the way to take it back. */
export function PendingPage({ community, application, deciders }: PendingProps) {
  return (
    <Page
      title={t('Your request to join {community}', { community: community.title })}
      lead={t('It waits for an answer from {deciders}. You hear by mail.', { deciders: listFormat(deciders) })}
      meta={<Time at={application.at} show="day" />}
      crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
    >
      <AnswerList application={application} />
      <Form action={`/communities/${community.slug}/membership/withdrawal`} class="plain">
        <Button kind="quiet">{t('Take the request back')}</Button>
      </Form>
    </Page>
  )
}

export function AnswerList({ application }: { application: Pick<Application, 'answers'> }) {
  return (
    <>
      {application.answers.map(({ question, answer }) => (
        <section>
          <h3>{question}</h3>
          <p class="own-words" dir="auto">
            {answer || '–'}
          </p>
        </section>
      ))}
    </>
  )
}
