// Made from the migrations by bin/types; not edited by hand.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
export type Interval = ColumnType<{ [unit: string]: unknown }, string, string>

export type Attribution = 'named' | 'organisation' | 'unattributed' | 'closed'
export type CommunityType = 'network' | 'practice' | 'interest' | 'task' | 'crisis' | 'circle' | 'mail_group'
export type Delivery = 'each' | 'digest' | 'my_topics' | 'web'
export type InboundState = 'waiting' | 'worked' | 'held' | 'refused' | 'ignored'
export type ItemKind = 'consolidated_reply' | 'story' | 'case_study' | 'tool' | 'idea' | 'solution' | 'document' | 'academic_paper' | 'article' | 'newsletter' | 'micro_learning'
export type OutboxState = 'waiting' | 'sent' | 'dropped' | 'failed'
export type PersonState = 'invited' | 'active' | 'suspended' | 'erased'
export type PostState = 'held' | 'waiting' | 'distributed' | 'withdrawn' | 'expired'
export type QueryState = 'draft' | 'submitted' | 'shaping' | 'parked' | 'queued' | 'gathering' | 'closed' | 'consolidating' | 'in_review' | 'published' | 'archived' | 'answered_from_archive' | 'redirected' | 'withdrawn' | 'declined'
export type QuoteWish = 'name' | 'organisation' | 'no'
export type Reach = 'people' | 'community' | 'network' | 'public'
export type Section = 'summary' | 'theme' | 'agreement' | 'disagreement' | 'watch_for' | 'experience' | 'resource' | 'contact' | 'text'
export type TermKind = 'service' | 'cadre' | 'sector'
export type ThreadWishKind = 'follow' | 'mute'
export type Urgency = 'normal' | 'urgent' | 'long'
export type Used = 'no' | 'partly' | 'yes'

export interface Tables {
  activity: {
    id: GeneratedAlways<number>
    at: Generated<Date>
    actor_id: number | null
    via: string
    verb: string
    subject_kind: string
    subject_id: number
    community_id: number | null
    room_id: number | null
    data: Generated<Json>
  }
  address: {
    id: GeneratedAlways<number>
    person_id: number
    address: string
    is_primary: Generated<boolean>
    verified_at: Date | null
    soft_bounces: Generated<number>
    soft_bounced_at: Date | null
    bounced_at: Date | null
    asked_at: Date | null
    tries: Generated<number>
    kind: string | null
  }
  address_proof: {
    id: GeneratedAlways<number>
    key: Generated<string>
    person_id: number
    address: string
    kind: string | null
    asked_at: Generated<Date>
    expires_at: Generated<Date>
    tries: Generated<number>
    used_at: Date | null
  }
  application: {
    id: GeneratedAlways<number>
    key: Generated<string>
    community_id: number
    person_id: number
    answers: Generated<Json>
    at: Generated<Date>
    decided_at: Date | null
    by_id: number | null
    decision: string | null
    note: string | null
    proven_at: Date | null
    class: Generated<string>
  }
  application_question: {
    id: GeneratedAlways<number>
    community_id: number
    position: number
    words: Json
    required: Generated<boolean>
  }
  archive_address: {
    address: string
    person_id: number
  }
  archive_mail: {
    post_id: number
    import_id: number
    community_id: number
    mark: string
    root: string | null
    bare_subject: string
    source: string
    position: number
    header: string
    whole: string | null
    left_out: Generated<Json>
  }
  area: {
    id: GeneratedAlways<number>
    code: string
    name: Json
    parent_id: number | null
  }
  attachment: {
    id: GeneratedAlways<number>
    key: Generated<string>
    post_id: number
    sha256: string
    name: string
    type: string
    size: number
    position: number
    community_id: number | null
  }
  automatic_answer: {
    address: string
    day: string
  }
  batch: {
    id: GeneratedAlways<number>
    key: Generated<string>
    kind: string
    community_id: number
    cohort_id: number | null
    why: Generated<string>
    file_name: string
    by_id: number
    at: Generated<Date>
    confirmed_at: Date | null
    done_at: Date | null
    encoding: Generated<string>
  }
  batch_line: {
    batch_id: number
    line: number
    name: Generated<string>
    address: Generated<string>
    fields: Generated<Json>
    person_id: number | null
    state: string
    trouble: string | null
    transfer_id: number | null
    settled_at: Date | null
  }
  bookmark: {
    id: GeneratedAlways<number>
    key: Generated<string>
    person_id: number
    kind: string
    subject_id: number
    note: Generated<string>
    at: Generated<Date>
  }
  break_glass: {
    id: GeneratedAlways<number>
    key: Generated<string>
    community_id: number
    room_id: number
    reader_id: number
    reason: string
    language: Generated<string>
    hours: number
    asked_at: Generated<Date>
    lapses_at: Date
    second_id: number | null
    opened_at: Date | null
    until: Date | null
    ended_at: Date | null
    ended_by: number | null
    ending: string | null
  }
  break_glass_page: {
    id: GeneratedAlways<number>
    break_glass_id: number
    page: string
    at: Generated<Date>
  }
  break_glass_pair: {
    id: GeneratedAlways<number>
    first_id: number | null
    second_id: number | null
    by_id: number
    at: Generated<Date>
    holds_from: Date
  }
  calendar: {
    id: GeneratedAlways<number>
    name: string
    time_zone: string
    weekend: Generated<number[]>
  }
  clock: {
    id: GeneratedAlways<number>
    kind: string
    subject_id: number
    round: Generated<number>
    due_at: Date
    worked_at: Date | null
    attempts: Generated<number>
    leased_until: Date | null
  }
  cohort: {
    id: GeneratedAlways<number>
    key: string
    name: Json
    programme_id: number | null
    starts_on: string | null
    ends_on: string | null
  }
  cohort_person: {
    cohort_id: number
    person_id: number
  }
  collection: {
    id: GeneratedAlways<number>
    key: Generated<string>
    person_id: number | null
    community_id: number | null
    is_starter: Generated<boolean>
    title: string
    note: Generated<string>
    language: Generated<string>
    version: Generated<number>
    at: Generated<Date>
  }
  collection_entry: {
    id: GeneratedAlways<number>
    key: Generated<string>
    collection_id: number
    position: number
    kind: string
    subject_id: number | null
    title: Generated<string>
    link: string | null
    note: Generated<string>
    at: Generated<Date>
  }
  community: {
    id: GeneratedAlways<number>
    key: Generated<string>
    type: Generated<CommunityType>
    parent_id: number | null
    state: Generated<string>
    ends_on: string | null
    language: Generated<string>
    calendar_id: number
    short_name: string
    name: Json
    purpose: Generated<Json>
    charter: Generated<Json>
    norms: Generated<Json>
    convening_body: Json | null
    accent: Generated<string>
    joining: Generated<string>
    new_mail: Generated<string>
    posting_budget: Generated<number>
    demonstration: Generated<boolean>
    created_at: Generated<Date>
    version: Generated<number>
    admits_external: Generated<boolean>
    rhythm_days: number | null
    contact_id: number | null
    programme_id: number | null
    suitability: Json | null
  }
  community_link: {
    from_id: number
    to_id: number
    kind: string
    since: Generated<Date>
    until: Date | null
  }
  compile_draft: {
    query_id: number
    version: Generated<number>
    started_at: Generated<Date>
    review_sent_at: Date | null
    review_due_at: Date | null
    review_answer: string | null
    review_note: string | null
  }
  connection: {
    asker_id: number
    asked_id: number
    line: Generated<string>
    asked_at: Generated<Date>
    answered_at: Date | null
    answer: string | null
  }
  declared_topic: {
    person_id: number
    topic_id: number
    at: Generated<Date>
  }
  digest: {
    id: GeneratedAlways<number>
    person_id: number
    on: string
    since: Date
    until: Date
  }
  digest_plan: {
    person_id: number
    due_at: Date
  }
  done_once: {
    key: string
    person_id: number | null
    result: Json | null
    at: Generated<Date>
  }
  draft: {
    id: GeneratedAlways<number>
    key: Generated<string>
    person_id: number
    community_id: number
    place: string
    title: Generated<string>
    body: string
    version: Generated<number>
    at: Generated<Date>
  }
  elsewhere: {
    id: GeneratedAlways<number>
    key: Generated<string>
    name: string
    about: Generated<string>
    link: string
    by_id: number
    at: Generated<Date>
    until: Date | null
  }
  erasure: {
    id: GeneratedAlways<number>
    key: Generated<string>
    person_id: number
    asked_at: Generated<Date>
    tries: Generated<number>
    proven_at: Date | null
    due_at: Date | null
    ended_at: Date | null
  }
  factor_reset: {
    id: GeneratedAlways<number>
    person_id: number
    by_id: number | null
    at: Generated<Date>
  }
  file: {
    sha256: string
    size: number
    type: string
    at: Generated<Date>
  }
  file_text: {
    id: GeneratedAlways<number>
    sha256: string
    state: Generated<string>
    reason: string | null
    text: string | null
    at: Generated<Date>
    worked_at: Date | null
  }
  fresh_proof: {
    id: GeneratedAlways<number>
    key: Generated<string>
    session_id: number
    person_id: number
    path: string
    fields: Json
    back: string
    asked_at: Generated<Date>
    mailed_at: Date | null
    tries: Generated<number>
    used_at: Date | null
  }
  holiday: {
    calendar_id: number
    on: string
    area_id: number | null
    name: Generated<Json>
  }
  identity: {
    id: GeneratedAlways<number>
    issuer: string
    subject: string
    person_id: number
    linked_at: Generated<Date>
    used_at: Date | null
  }
  import: {
    id: GeneratedAlways<number>
    key: Generated<string>
    community_id: number
    room_id: number
    name: string
    reach: Reach
    staff_only: boolean
    started_at: Generated<Date>
    finished_at: Date | null
    counts: Generated<Json>
    earliest: Date | null
    latest: Date | null
  }
  import_mail: {
    import_id: number
    position: number
    source: string
    at_byte: number
    raw_hash: string
    trouble: string | null
    mark: Generated<string>
    message_id: string | null
    body_hash: Generated<string>
    parents: Generated<string[]>
    subject: Generated<string>
    bare_subject: Generated<string>
    is_reply: Generated<boolean>
    address: string | null
    name: Generated<string>
    at: Date | null
    language: Generated<string>
    body: Generated<string>
    body_html: Generated<string>
    words: Generated<string>
    whole: string | null
    header: Generated<string>
    files: Generated<Json>
    left_out: Generated<Json>
    unread_signs: Generated<number>
  }
  inbound_mail: {
    id: GeneratedAlways<number>
    recipient: string
    message_id: string
    body_hash: string
    envelope_from: string | null
    from_address: string | null
    subject: string | null
    file: string | null
    client_ip: string | null
    verdict: Generated<Json>
    received_at: Generated<Date>
    state: Generated<InboundState>
    reason: string | null
    community_id: number | null
    worked_at: Date | null
    attempts: Generated<number>
    leased_until: Date | null
  }
  institution: {
    id: GeneratedAlways<number>
    key: string
    name: Json
    tier: Generated<string>
    area_id: number | null
    site: string | null
  }
  invitation: {
    id: GeneratedAlways<number>
    key: Generated<string>
    community_id: number
    person_id: number
    by_id: number
    why: Generated<string>
    at: Generated<Date>
    answered_at: Date | null
    answer: string | null
    class: Generated<string>
  }
  item: {
    id: GeneratedAlways<number>
    key: Generated<string>
    community_id: number
    room_id: number
    kind: ItemKind
    reach: Reach
    staff_only: boolean
    language: Generated<string>
    title: string
    summary: string
    document: Json
    version: Generated<number>
    published_at: Generated<Date>
    by_id: number | null
    level: Generated<string>
    minutes: number | null
    stage: string | null
    link: string | null
    withdrawn_at: Date | null
    withdrawn_by: number | null
  }
  item_credit: {
    item_id: number
    person_id: number
    part: string
  }
  item_file: {
    id: GeneratedAlways<number>
    key: Generated<string>
    item_id: number
    sha256: string
    name: string
    type: string
    size: number
    at: Generated<Date>
    removed_at: Date | null
  }
  item_topic: {
    item_id: number
    topic_id: number
  }
  item_use: {
    item_id: number
    person_id: number
    round: number
    asked_at: Date | null
    used: Used | null
    line: string | null
    answered_at: Date | null
  }
  item_version: {
    item_id: number
    version: number
    title: string
    summary: string
    document: Json
    at: Generated<Date>
    by_id: number | null
  }
  letter_stop: {
    person_id: number
    letter: string
    at: Generated<Date>
  }
  mail_name: {
    local_part: string
    community_id: number
    until: Date | null
  }
  mailbox: {
    id: GeneratedAlways<number>
    outbox_id: number | null
    to_address: string
    subject: string
    text: string
    raw: Buffer
    at: Generated<Date>
  }
  member_tally: {
    id: GeneratedAlways<number>
    community_id: number
    members: number
  }
  membership: {
    person_id: number
    community_id: number
    state: string
    class: Generated<string>
    since: Date | null
    until: Date | null
    delivery: Generated<Delivery>
    paused_until: Date | null
    because: Generated<string>
    listed: Generated<boolean>
    norms_accepted_at: Date | null
    greeted_at: Date | null
    greeted_by: number | null
    awaits_greeting_since: Date | null
    greeting: string | null
  }
  mention: {
    post_id: number
    person_id: number
    at: Generated<Date>
    done_at: Date | null
  }
  message_ref: {
    message_id: string
    post_id: number
  }
  nudge: {
    query_id: number
    person_id: number
    state: string
    evidence: Generated<Json>
    by_id: number
    at: Generated<Date>
  }
  outbox: {
    id: GeneratedAlways<number>
    person_id: number
    about_kind: string
    about_id: number
    letter: string
    message_id: string
    send_after: Generated<Date>
    state: Generated<OutboxState>
    attempts: Generated<number>
    leased_until: Date | null
    lease: string | null
    sent_at: Date | null
    error: string | null
  }
  passkey: {
    id: GeneratedAlways<number>
    person_id: number
    credential_id: string
    public_key: Buffer
    counter: Generated<number>
    transports: Generated<string[]>
    name: string
    added_at: Generated<Date>
    used_at: Date | null
    doubted_at: Date | null
    removed_at: Date | null
  }
  passkey_challenge: {
    hash: string
    purpose: string
    person_id: number | null
    expires_at: Generated<Date>
  }
  person: {
    id: GeneratedAlways<number>
    key: Generated<string>
    name: string
    state: Generated<PersonState>
    language: Generated<string>
    time_zone: Generated<string>
    designation: string | null
    show_designation: Generated<boolean>
    organisation: string | null
    area_id: number | null
    about: string | null
    digest_rhythm: Generated<string>
    epoch: Generated<number>
    invented: Generated<boolean>
    created_at: Generated<Date>
    service_id: number | null
    cadre_id: number | null
    languages: Generated<string[]>
    motives: Generated<string[]>
    on_my_desk: string | null
    shows_address: Generated<boolean>
    shows_ties: Generated<boolean>
    digest_weekday: Generated<number>
  }
  piece: {
    id: GeneratedAlways<number>
    key: Generated<string>
    query_id: number
    section: Section
    position: number
    heading: Generated<string>
    text: Generated<string>
    post_id: number | null
    paragraph: number | null
    original: string | null
    version: Generated<number>
    by_id: number | null
    updated_at: Generated<Date>
    fields: Generated<Json>
  }
  planted: {
    name: string
    document: Json
    at: Generated<Date>
  }
  post: {
    id: GeneratedAlways<number>
    key: Generated<string>
    thread_id: number
    number: number
    author_id: number | null
    organisation: string | null
    attribution: Attribution
    reach: Reach
    staff_only: boolean
    language: Generated<string>
    body: string | null
    body_html: string | null
    via: string
    state: Generated<PostState>
    held_reason: string | null
    distribute_at: Date
    undo_hash: string | null
    at: Generated<Date>
    version: Generated<number>
    edited_at: Date | null
    to_everyone: Generated<boolean>
    import_id: number | null
  }
  post_version: {
    post_id: number
    version: number
    body: string | null
    at: Date
  }
  posting: {
    id: GeneratedAlways<number>
    person_id: number
    designation: string | null
    organisation: string | null
    sector_id: number | null
    area_id: number | null
    since: string | null
    until: string | null
    source: string
  }
  programme: {
    id: GeneratedAlways<number>
    key: string
    name: Json
    about: Generated<Json>
    institution_id: number | null
    materials: Generated<Json>
  }
  provider_try: {
    id: GeneratedAlways<number>
    state_hash: string
    browser_hash: string
    next: string | null
    expires_at: Generated<Date>
    answered_at: Date | null
    sign_in_id: number | null
    issuer: string | null
    subject: string | null
  }
  query: {
    id: GeneratedAlways<number>
    key: Generated<string>
    community_id: number
    room_id: number
    thread_id: number | null
    asker_id: number
    state: QueryState
    via: string
    language: Generated<string>
    asked_text: string
    title: string
    kinds: Generated<string[]>
    context: Generated<string>
    tried: Generated<string>
    purpose: Generated<string>
    decision_by: string | null
    sub_questions: Generated<string[]>
    reply_by: string | null
    due_at: Date | null
    attribution: Generated<Attribution>
    urgency: Generated<Urgency>
    level: string | null
    place: string | null
    version: Generated<number>
    claimed_by: number | null
    submitted_at: Date | null
    posted_at: Date | null
    extended_at: Date | null
    closed_at: Date | null
    published_at: Date | null
    exit_reason: string | null
    item_id: number | null
    redirected_to: string | null
    offered: Generated<number[]>
    created_at: Generated<Date>
  }
  query_shape: {
    query_id: number
    version: number
    fields: Json
    note: Generated<string>
    by_id: number
    sent_at: Generated<Date>
    answered_at: Date | null
    answer: string | null
    answer_text: string | null
  }
  query_topic: {
    query_id: number
    topic_id: number
  }
  rate_count: {
    key: string
    starts_at: Date
    count: Generated<number>
  }
  reading: {
    person_id: number
    thread_id: number
    up_to: number
    at: Generated<Date>
  }
  recovery_code: {
    id: GeneratedAlways<number>
    person_id: number
    salt: string
    hash: string
    made_at: Generated<Date>
    used_at: Date | null
  }
  region_area: {
    community_id: number
    area_id: number
    since: string
    until: string | null
  }
  region_map: {
    one: Generated<boolean>
    version: Generated<number>
  }
  region_suggestion: {
    area_id: number
    community_id: number
  }
  response: {
    post_id: number
    query_id: number
    number: number
    quote_wish: Generated<QuoteWish>
    offline: Generated<boolean>
    additional: Generated<boolean>
    place: string | null
  }
  role: {
    id: GeneratedAlways<number>
    person_id: number
    community_id: number
    role: string
    since: Generated<Date>
    until: Date | null
    by_id: number | null
    ends_on: string | null
    duties: Generated<string[]>
    handover: string | null
    handover_due: string | null
    key: Generated<string>
    stands_in_for: number | null
  }
  room: {
    id: GeneratedAlways<number>
    community_id: number
    reach: Generated<Reach>
    staff_only: Generated<boolean>
    attribution: Generated<Attribution>
    retention_days: number | null
    is_default: Generated<boolean>
  }
  room_person: {
    room_id: number
    person_id: number
  }
  schema_version: {
    name: string
    sha256: string
    applied_at: Generated<Date>
  }
  search_entry: {
    kind: string
    subject_id: number
    room_id: number
    author_id: number | null
    at: Date
    language: string
    title: string
    snippet: Generated<string>
    words: string
    opens: Generated<boolean>
  }
  search_language: {
    language: string
  }
  search_word: {
    word: string
    id: GeneratedAlways<number>
  }
  session: {
    id: GeneratedAlways<number>
    token_hash: string
    person_id: number
    created_at: Generated<Date>
    seen_at: Generated<Date>
    ended_at: Date | null
    user_agent: string | null
    ip: string | null
    proven_at: Date | null
    confirmed_at: Date | null
  }
  setting: {
    name: string
    value: string
  }
  sign_in: {
    id: GeneratedAlways<number>
    key: Generated<string>
    address: string
    person_id: number | null
    next: string | null
    created_at: Generated<Date>
    expires_at: Generated<Date>
    tries: Generated<number>
    used_at: Date | null
  }
  slug: {
    slug: string
    community_id: number
    until: Date | null
  }
  term: {
    id: GeneratedAlways<number>
    kind: TermKind
    key: string
    name: Json
    area_id: number | null
  }
  thread: {
    id: GeneratedAlways<number>
    key: Generated<string>
    community_id: number
    room_id: number
    kind: string
    title: string
    language: Generated<string>
    last_number: Generated<number>
    created_at: Generated<Date>
    active_at: Generated<Date>
    shown_up_to: Generated<number>
    closed_at: Date | null
  }
  thread_move: {
    thread_id: number
    community_id: number
    at: Generated<Date>
  }
  thread_wish: {
    person_id: number
    thread_id: number
    wish: ThreadWishKind
    since: Generated<Date>
  }
  time_code: {
    id: GeneratedAlways<number>
    person_id: number
    sealed: string
    step: Generated<number>
    begun_at: Generated<Date>
    confirmed_at: Date | null
    ended_at: Date | null
  }
  time_shift: {
    one: Generated<boolean>
    shift: Generated<Interval>
  }
  topic: {
    id: GeneratedAlways<number>
    key: string
    name: Json
  }
  transfer: {
    id: GeneratedAlways<number>
    key: Generated<string>
    person_id: number
    designation: string | null
    organisation: string | null
    area_id: number | null
    since: string | null
    is_new_posting: boolean
    from_id: number | null
    to_id: number | null
    keeps_home: Generated<boolean>
    by_id: number | null
    at: Generated<Date>
    answered_at: Date | null
    answer: string | null
    posting_id: number | null
  }
}
