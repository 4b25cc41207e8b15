import { encode } from 'uqr'

/** Drawn on the server; always beside the same in words, for those who cannot point a camera at it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'L', border: 4 })
  return (
    <svg class="qr-code" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path stroke="#000" d={data.map(lineOf).join('')} />
    </svg>
  )
}

/** The dark parts of one row, each as a line as wide as the row. */
function lineOf(row: boolean[], y: number): string {
  const bars = [
    ...row
      .map((isDark) => (isDark ? '1' : '0'))
      .join('')
      .matchAll(/1+/g),
  ]
  return bars.map(({ index, 0: bar }) => `M${index} ${y}.5h${bar.length}`).join('')
}
