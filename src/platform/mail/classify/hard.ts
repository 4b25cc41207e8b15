/** Is there no use in writing to this address again? Only when the far side says that there is no such person or host. */
export function isHard(status: string | undefined, text: string): boolean {
  const said = text.slice(0, 6000)
  if (ABOUT_SENDER.test(said)) return false
  if (SOFT_STATUS.test(status ?? '')) return false
  if (GONE.test(said)) return true
  if (/user[ -]unknown/i.test(said) || NOWHERE.test(said)) return true
  if (NOBODY.test(said) && !status?.startsWith('5.2.')) return true
  if (LATER.test(said)) return false
  return HARD_STATUS.test(status ?? '')
}

const SOFT_STATUS = /^(?:[24]\.|5\.(?:2\.2|3\.4|7\.))/
const HARD_STATUS = /^5\.(?:1\.[012368]|1\.10|4\.4)$/

const ABOUT_SENDER =
  /domain of sender|sender (?:address|domain)[^.]{0,60}(?:not exist|not found|rejected|unknown|resolve)|sender (?:verify|denied|rejected)|5\.1\.[78]/i

const GONE =
  /(?:has|have) (?:been )?moved|no longer (?:valid|exists?|in use|works? (?:here|for)|employed|with|on (?:this )?server|a user)|address (?:has )?changed|left the (?:company|organi[sz]ation)/i

const NOBODY =
  /user[ -](?:is )?unknown|unknown[ -](?:user|recipient|mailbox|account|address|or illegal alias|local part)|no such (?:user|recipient|mailbox|address|account|person|local user|account here)|user (?:account )?(?:not found|does(?: not|n.t) exist|doesn.t have)|(?:mailbox|address|account|recipient|user|alias|e-?mail)[\w .@<>'"-]{0,80}(?:not found|does(?: not|n't) exist|is unknown|unknown|not exist|is invalid|not known|isn't listed|couldn.t be found|could not be found|wasn.t found|was not found|unlisted)|invalid (?:recipient|mailbox|user|address|account|e-?mail)|not a (?:known|valid) (?:user|mailbox|recipient|address)|no (?:mailbox|account|user) (?:here|by that name|with|found)|addressee unknown|recipient address rejected: (?:user|undeliverable|unknown|recipient)|recipnotfound|recipient ?not ?found|recipientnotfound|resolver\.adr|nosuchuser|not listed in|bad destination mailbox|unrouteable address|this user doesn.t have|email account that you tried to reach does not exist|no valid recipients?|does not like recipient|inactive user|user .{1,60} not (?:listed|known)|can.t create (?:user )?output file.*no such|unknown to address|550 5\.1\.1|553 5\.1\.2|5\.1\.10|宛先(?:不明|が見つかり)|recipient\s+address rejected: access denied|ありません|見つかりません|no mail ?box|not our customer/i

const NOWHERE =
  /host (?:or domain name )?(?:unknown|not found)|unknown host|domain[\w .<>'"()-]{0,80}(?:not found|does not exist|doesn.t exist|unknown|no data)|no such (?:domain|host)|name server: .*host not found|unrouteable (?:mail )?domain|find any host named|illegal host|non-?existent (?:hosts?|domain)|nxdomain|bad destination host|mail for \S+ loops|could not (?:be )?resolve|(?:has|have) no mx|no mail exchanger|does not accept (?:e-?)?mail|domain is not reachable|no smtp service|null ?mx|5\.4\.4/i

const LATER =
  /quota|mailbox (?:is )?(?:full|over)|over (?:its )?(?:limit|size)|too (?:large|big|many|busy|much)|size (?:limit|exceed)|exceeds? .{0,40}(?:size|limit|quota)|insufficient (?:system )?(?:storage|disk)|spam|junk|blocked|black ?list|blocklist|block list|rbl|reputation|policy|polic(?:ies|ed)|dmarc|dkim|\bspf\b|authenticat|authoriz|unauthori|not allowed|not permitted|denied|prohibited|relay|virus|malware|content|banned|rate ?limit|throttl|temporar|try again|timed? ?out|timeout|connection (?:refused|reset|lost|closed|dropped)|lost connection|expired|greylist|gr[ae]y-?list|deferred|disabled|suspend|inactive|locked|on ?hold|reverse dns|\bptr\b|rejected (?:due|by|for)|message (?:was )?(?:rejected|refused)|mail loop|too many hops|hop count|sender (?:address )?(?:rejected|verify|denied)|\bhelo\b|\bfrom:? header|5\.7\.|5\.2\.2|5\.3\.4|5\.4\.[167]/i
