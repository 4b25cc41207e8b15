export const COMMUNITIES_A_PAGE = 30

export type DirectoryFilter = { q: string; type: string; page: number }
