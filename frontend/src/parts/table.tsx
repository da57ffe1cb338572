/**
 * The page's one kind of table: a caption for screen readers, heads, figures to the right; on a phone a card for each row.
 * The roles are written out: a browser forgets them where the style makes cards of rows.
 */
import type { ComponentChildren } from "preact";

export interface Column<Row> {
  head: string;
  /** Figures stand at the right of their column. */
  number?: boolean;
  /** What the row is about: the row's own head. */
  heads?: boolean;
  /** Days stay on one line. */
  whole?: boolean;
  /** A hash breaks anywhere. */
  hash?: boolean;
  cell: (row: Row) => ComponentChildren;
}

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}

export function Table<Row>({ caption, columns, rows, keyOf }: Props<Row>) {
  return (
    <div class="table-frame">
      <table role="table">
        <caption class="unseen">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.head} role="columnheader" scope="col" class={column.number === true ? "number" : undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row">
              {columns.map((column) =>
                column.heads === true ? (
                  <th key={column.head} role="rowheader" scope="row" class="source-name">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.head} role="cell" data-head={column.head} class={column.number === true ? "number" : column.whole === true ? "nowrap" : column.hash === true ? "hash" : undefined}>
                    <div>{column.cell(row)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
