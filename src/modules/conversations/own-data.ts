import type { Own } from '../../platform/module.ts'

const POSTS = 'post_id in (select id from post where author_id = $me)'

/** Her rows of the tables of conversations. What is unattributed has no author, so it is not among them. */
export const ownRows: Record<string, Own> = {
  post: 'author_id = $me',
  post_version: POSTS,
  attachment: POSTS,
  mention: 'person_id = $me',
  draft: 'person_id = $me',
  reading: 'person_id = $me',
  thread_wish: 'person_id = $me',
  bookmark: 'person_id = $me',
}

export const ownFiles = `select sha256, name from attachment where ${POSTS}`
