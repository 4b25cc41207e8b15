import type { Own } from '../../platform/module.ts'

/** What an archive holds of her mails beside the posts that came of them; their headers name others. */
export const ownRows: Record<string, Own> = {
  archive_mail: {
    where: 'post_id in (select id from post where author_id = $me)',
    columns: ['bare_subject', 'whole'],
  },
}
