import type { Problems, Typed } from '../../../platform/http.ts'
import { pick, t } from '../../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx'
import { Choices } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { Community } from '../reads.ts'
import type { Invitation } from './actions.ts'

type InviteProps = { community: Community; mayKeep: boolean; problems?: Problems; values?: Typed }

export function InvitePage({ community, mayKeep, problems, values }: InviteProps) {
  const home = `/communities/${community.slug}`
  const fromFile = <ButtonLink href={`${home}/invitations/files`}>{t('Invite people from a file')}</ButtonLink>
  return (
    <Page
      title={t('Invite a colleague')}
      lead={t('The mail goes out in your name. Your colleague is in with a one-word reply, and only then.')}
      crumbs={[{ label: community.title, href: home }]}
      actions={mayKeep && fromFile}
    >
      <Form action={`${home}/invitation`} problems={problems} values={values}>
        <Field name="name" label={t('Name')} autocomplete="off" />
        <Field name="address" type="email" label={t('Mail address')} autocomplete="off" />
        {community.admits_external && <Work />}
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

function Work() {
  return (
    <Choices
      name="class"
      label={t('Where does your colleague work?')}
      value="internal"
      options={[
        { value: 'internal', label: t('In government') },
        { value: 'external', label: t('Outside government') },
      ]}
      inline
    />
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
