import { t } from '../../../platform/i18n.ts'

export function goingInWords(): string[] {
  return [
    t('Your name, addresses, profile and postings, and every way in which you sign in'),
    t('Your drafts, bookmarks, collections and settings, what you have read, and posts that were not distributed'),
    t('Your memberships and roles, applications and invitations'),
    t('Earlier wordings of your posts, the mails you sent here as they came, and the list of letters to you'),
  ]
}

export function stayingInWords(): string {
  return t(
    'What others could read stays, as by a former member, without your name beside it. Names inside texts stay too, in yours and in those of others; so do letters that went out, and copies that people made. Change or withdraw before what you do not want to leave.',
  )
}
