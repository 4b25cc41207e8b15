import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Problems, Typed } from '../../platform/http.ts'
import { currentLanguage, pick, t } from '../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../ui/button.tsx'
import { Entries, Entry } from '../../ui/entry.tsx'
import { Field } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import { People } from '../../ui/person.tsx'
import { Table } from '../../ui/table.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import type { Invitation } from './invitations.ts'
import type { Community, listMembers, listStewards } from './reads.ts'

type Rows<F extends (...given: never[]) => Promise<unknown[]>> = Awaited<ReturnType<F>>

/** Lists by language: the reader's own, or the first there is. */
function pickList(lists: unknown): string[] {
  const byLanguage = lists as Record<string, string[]>
  return byLanguage[currentLanguage()] ?? byLanguage.en ?? Object.values(byLanguage)[0] ?? []
}

type Words = Record<string, string>
type CharterWords = { rationale?: Words; domain?: Words; intended_outcomes?: Words[] }

export function CommunitiesPage({ communities }: { communities: Community[] }) {
  return (
    <Page title={t('Communities')}>
      <Entries label={t('Communities')}>
        {communities.map((community) => (
          <Entry
            title={community.title}
            href={`/communities/${community.slug}`}
            meta={t('{count, plural, one {one member} other {# members}}', { count: community.members })}
          >
            {pick(community.purpose)}
          </Entry>
        ))}
      </Entries>
    </Page>
  )
}

type CommunityPageProps = {
  community: Community
  stewards: Rows<typeof listStewards>
  panels: unknown[]
  isMember: boolean
  audience: string
}

export function CommunityPage({ community, stewards, panels, isMember, audience }: CommunityPageProps) {
  const { slug, title, members } = community
  return (
    <Page
      title={title}
      lead={pick(community.purpose)}
      meta={t('{count, plural, one {one member} other {# members}}', { count: members })}
      actions={
        isMember && (
          <>
            <ButtonLink kind="primary" href={`/communities/${slug}/queries/new`}>
              {t('Ask a question')}
            </ButtonLink>
            <ButtonLink href={`/communities/${slug}/members`}>{t('Members')}</ButtonLink>
          </>
        )
      }
      aside={<Stewards stewards={stewards} isMember={isMember} />}
      audience={isMember ? audience : undefined}
      width="wide"
    >
      {panels as Child[]}
      <Charter community={community} />
    </Page>
  )
}

const roleNames: Record<string, () => string> = {
  coordinator: () => t('Coordinator'),
  facilitator: () => t('Facilitator'),
  researcher: () => t('Researcher'),
  moderator: () => t('Moderator'),
  administrator: () => t('Administrator'),
}

function Stewards({ stewards, isMember }: { stewards: Rows<typeof listStewards>; isMember: boolean }) {
  const people = stewards.map(({ name, key, role }) => ({
    name,
    note: roleNames[role]?.(),
    href: isMember ? `/people/${key}` : undefined,
  }))
  return <People title={t('Who looks after it')} people={people} />
}

function Charter({ community }: { community: Community }) {
  const { rationale, domain, intended_outcomes } = community.charter as CharterWords
  const norms = pickList(community.norms)
  return (
    <section class="charter">
      {rationale && <Part heading={t('Why it is needed')}>{pick(rationale)}</Part>}
      {domain && <Part heading={t('What it is about')}>{pick(domain)}</Part>}
      {intended_outcomes && (
        <>
          <h2>{t('What should come of it')}</h2>
          <List lines={intended_outcomes.map((outcome) => pick(outcome))} />
        </>
      )}
      {norms.length > 0 && (
        <>
          <h2>{t('How we treat each other')}</h2>
          <List lines={norms} />
        </>
      )}
    </section>
  )
}

function Part({ heading, children }: PropsWithChildren<{ heading: string }>) {
  return (
    <>
      <h2>{heading}</h2>
      <p>{children}</p>
    </>
  )
}

function List({ lines }: { lines: string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

type MembersProps = { community: Community; members: Rows<typeof listMembers>; mayInvite: boolean }

export function MembersPage({ community, members, mayInvite }: MembersProps) {
  return (
    <Page
      title={t('Members of {community}', { community: community.title })}
      crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
      actions={
        mayInvite && (
          <ButtonLink href={`/communities/${community.slug}/invitation`}>{t('Invite a colleague')}</ButtonLink>
        )
      }
      width="wide"
    >
      <Table
        caption={t('Members by name')}
        hideCaption
        columns={[
          { label: t('Name'), cell: (member) => <a href={`/people/${member.key}`}>{member.name}</a>, heads: true },
          { label: t('Organisation'), cell: (member) => member.organisation },
          { label: t('Place'), cell: (member) => member.area },
          { label: t('Class'), cell: (member) => (member.class === 'external' ? t('external') : t('internal')) },
        ]}
        rows={members}
      />
    </Page>
  )
}

type InviteProps = { community: Community; problems?: Problems; values?: Typed }

export function InvitePage({ community, problems, values }: InviteProps) {
  return (
    <Page
      title={t('Invite a colleague')}
      lead={t('The mail goes out in your name. Your colleague is in with a one-word reply, and only then.')}
      crumbs={[{ label: community.title, href: `/communities/${community.slug}` }]}
    >
      <Form action={`/communities/${community.slug}/invitation`} problems={problems} values={values}>
        <Field name="name" label={t('Name')} autocomplete="off" />
        <Field name="address" type="email" label={t('Mail address')} autocomplete="off" />
        <TextArea
          name="why"
          label={t('Why you thought of them')}
          rows={3}
          optional
          hint={t('One sentence from you is worth more than ours.')}
        />
        <Button>{t('Send the invitation')}</Button>
      </Form>
    </Page>
  )
}

type InvitationProps = { invitation: Invitation; community: Community; inviter: string; problems?: Problems }

export function InvitationPage({ invitation, community, inviter, problems }: InvitationProps) {
  if (invitation.answer === 'yes') return <Answered title={t('You are in')} community={community} />
  return (
    <Page
      title={t('{inviter} invites you to {community}', { inviter, community: community.title })}
      lead={pick(community.purpose)}
    >
      {invitation.why && <blockquote>{invitation.why}</blockquote>}
      <Form action={`/invitations/${invitation.key}`} problems={problems}>
        <Actions>
          <Button name="answer" value="yes">
            {t('Yes, I come in')}
          </Button>
          <Button name="answer" value="no" kind="quiet">
            {t('No, thank you')}
          </Button>
        </Actions>
      </Form>
      {invitation.answer === 'no' && <p class="soft">{t('You said no. You can still change your mind here.')}</p>}
    </Page>
  )
}

function Answered({ title, community }: { title: string; community: Community }) {
  return (
    <Page title={title} lead={t('You are a member of {community}.', { community: community.title })}>
      <Actions>
        <ButtonLink kind="primary" href="/today">
          {t('See what is there for you')}
        </ButtonLink>
      </Actions>
    </Page>
  )
}
