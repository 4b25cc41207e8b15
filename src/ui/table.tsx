import type { Child } from 'hono/jsx'

export type Column<Row> = {
  label: string
  cell: (row: Row) => Child
  /** Set to the end, in figures of one width. */
  numeric?: boolean
  /** The cell that names the row. */
  heads?: boolean
}

export type TableProps<Row> = {
  caption: string
  columns: Column<Row>[]
  rows: Row[]
  hideCaption?: boolean
  empty?: Child
}

/** On a phone each row becomes a small block in which every cell says its label. */
export function Table<Row>({ caption, columns, rows, hideCaption, empty }: TableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    <table class="table">
      <caption class={hideCaption ? 'unseen' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ label, numeric }) => (
            <th scope="col" class={numeric ? 'numeric' : undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TableRow row={row} columns={columns} />
        ))}
      </tbody>
    </table>
  )
}

function TableRow<Row>({ row, columns }: { row: Row; columns: Column<Row>[] }) {
  return (
    <tr>
      {columns.map(({ label, cell, numeric, heads }) =>
        heads ? (
          <th scope="row">{cell(row)}</th>
        ) : (
          <td data-label={label} class={numeric ? 'numeric' : undefined}>
            {cell(row)}
          </td>
        ),
      )}
    </tr>
  )
}
