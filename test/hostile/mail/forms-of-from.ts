const HOMOGRAPH = 'dee@ex\u0430mple.org'

/** From lines that look like the victim’s to somebody or to some program, each handed over by a machine of nobody’s. */
export function formsOfFrom(victim: string, forger: string): string[] {
  const [local = '', domain = ''] = victim.split('@')
  const base64 = Buffer.from(victim).toString('base64')
  return [
    ...[`From: ${victim}`, `From: <${victim}>`, `From: Dee <${victim}>`, `From: "Dee" <${victim}>`],
    ...[
      `From: ${victim.toUpperCase()}`,
      `FROM: ${victim}`,
      `from:${victim}`,
      `From:\r\n ${victim}`,
      `From : ${victim}`,
    ],
    ...[`From: "${victim}" <${forger}>`, `From: ${victim} <${forger}>`, `From: "${forger}" <${victim}>`],
    ...[`From: ${forger}, ${victim}`, `From: ${victim}, ${forger}`, `From: ${victim},${victim}`],
    ...[`From: ${forger}\r\nFrom: ${victim}`, `From: ${victim}\r\nFrom: ${forger}`],
    ...[`From: ${forger}\r\nfrom: ${victim}`, `From: ${victim}\r\nFrom: ${victim}`],
    ...[`From: <${forger}> <${victim}>`, `From: <${victim}> <${forger}>`, `From: "${victim}" <${victim}> <${forger}>`],
    ...[`From: ${forger} (${victim})`, `From: ${victim} (${forger})`, `From: (${victim}) ${forger}`],
    ...[`From: ${local}(a)@(b)${domain}`, `From: ${local}@${domain}(`, `From: (()${victim}`],
    ...[`From: Group: ${victim}, ${forger};`, `From: Group: ${victim};`, 'From: undisclosed:;', 'From:', 'From: <>'],
    ...[`From: "${local}"@${domain}`, `From: "${victim}"@evil.example`, `From: "${local}\\@${domain}"@evil.example`],
    ...[`From: ${victim}@evil.example`, `From: ${local}%${domain}@evil.example`, `From: <@evil.example:${victim}>`],
    ...[`From: ${local}@${domain}.evil.example`, `From: ${HOMOGRAPH}`, `From: ${local}@example\u3002org`],
    ...[`From: =?utf-8?q?${victim}?=`, `From: =?utf-8?b?${base64}?=`, `From: =?utf-8?b?${base64}?= <${forger}>`],
    ...[`From: ${local}+other@${domain}`, `From: ${local}@[127.0.0.1]`, `From: ${local} @ ${domain}`],
    ...[`From: ${victim}.`, `From: ${victim}\u00a0`, `From: \u202e${victim}`, `From: ${local}\0@${domain}`],
    ...[`From: <${victim}`, `From: ${victim}>`, `From: <<${victim}>>`, `From: ${victim};`, `From: mailto:${victim}`],
    ...[`From: ${forger}\r\n ,${victim}`, `From: ${forger}\r\n\t<${victim}>`, `Subject: x\r\n\r\nFrom: ${victim}`],
  ]
}

/** What else such a mail says of itself. */
export function claimsFor(victim: string, forger: string): { name: string; lines: string[]; signs?: string }[] {
  const pass = `dmarc=pass header.from=${victim.split('@')[1]}; spf=pass smtp.mailfrom=${victim}; dkim=pass header.d=example.org`
  return [
    { name: 'nothing', lines: [] },
    { name: 'results in our name', lines: [`Authentication-Results: copse.test; ${pass}`] },
    {
      name: 'results twice',
      lines: [`Authentication-Results: copse.test; ${pass}`, `Authentication-Results: mx; ${pass}`],
    },
    { name: 'a sender', lines: [`Sender: ${victim}`, `Return-Path: <${victim}>`] },
    { name: 'whom to answer', lines: [`Reply-To: ${victim}`, `X-Original-From: ${victim}`] },
    { name: 'whom it was sent by again', lines: [`Resent-From: ${victim}`, `Resent-Sender: ${victim}`] },
    { name: 'what SPF said', lines: [`Received-SPF: pass (example.org designates us) client-ip=192.0.2.1`] },
    { name: 'a chain', lines: [`ARC-Authentication-Results: i=1; copse.test; ${pass}`, 'ARC-Seal: i=1; cv=none; b=x'] },
    { name: 'a signature of his', lines: [], signs: 'evil.example' },
    {
      name: 'a signature of nobody',
      lines: ['DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s; h=from; bh=x; b=x'],
    },
    { name: 'that it came from a list', lines: [`List-Id: <north.copse.test>`, `X-BeenThere: ${forger}`] },
  ]
}
