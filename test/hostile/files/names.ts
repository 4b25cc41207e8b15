/** Names that lead elsewhere, break lines, turn the reading, mean something to a system, or are too long for one. */
export const names = [
  ...[
    '../../../etc/passwd',
    '..\\..\\windows\\win.ini',
    '/etc/cron.d/a',
    'C:\\autoexec.bat',
    '\\\\evil.example\\share\\a.txt',
  ],
  ...['..', '.', '...', '.htaccess', '~/.ssh/authorized_keys', '%2e%2e%2fetc%2fpasswd', '..%00/a.txt', 'a/../../b.txt'],
  ...[
    'a.txt\0.png',
    'a\0',
    '\0',
    'a\r\nX-Injected: yes\r\n\r\nb.txt',
    'a\nb.txt',
    'a\rb.txt',
    'a\tb.txt',
    'a\x1b[31m.txt',
  ],
  ...['a\u2028b.txt', 'a\u0085b.txt', 'invoice\u202egpj.exe', '\u2066a\u2069.txt', 'a\u200b.txt', '\ufeffa.txt'],
  ...[
    'CON',
    'nul.txt',
    'COM1',
    'lpt9.pdf',
    'aux.',
    'PRN .txt',
    'CONIN$',
    'a.txt:stream',
    'a.txt::$DATA',
    'desktop.ini ',
  ],
  ...['a"; filename="b.html', "a'; x='", 'a;b=c.txt', "utf-8''a", '=?utf-8?b?Li4vYQ==?=', 'a\\".html', '<b>a</b>.txt'],
  ...['"><img src=x onerror=__hit=1>.png', 'a|b.txt', 'a*?.txt', '`id`.txt', '$(id).txt', '-rf', '--help', ' ', ''],
  ...[`${'a'.repeat(300)}.txt`, `${'क'.repeat(200)}.pdf`, `${'\ud83d\ude00'.repeat(100)}.png`, `a.${'b'.repeat(300)}`],
  ...['e\u0301'.repeat(200), '\ud800.txt', '\uffff', 'a'.repeat(60_000), '__proto__', 'constructor', 'नमस्ते.pdf'],
]

const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)/i

/** Why this name must not be given to anybody who takes the file down. */
export function faultOf(name: string): string | undefined {
  if (name.trim() !== name || name === '' || /^\.+$/.test(name)) return 'is none'
  if (/[/\\]/.test(name)) return 'is a path'
  if (/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(name)) return 'holds what is not seen'
  if (/[<>:"|?*]/.test(name)) return 'holds a sign that a system forbids'
  if (name.startsWith('.') || name.endsWith('.')) return 'begins or ends with a dot'
  if (DEVICE.test(name)) return 'is a device of Windows'
  return Buffer.byteLength(name) > 255 ? 'is too long for a disk' : undefined
}
