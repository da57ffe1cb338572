/** The page's one kind of table: a caption for screen readers, heads, figures to the right, and a frame that scrolls where the screen is narrow. */
import type { ComponentChildren } from "preact";

export interface Column<Row> {
  head: string;
  /** Figures stand at the right of their column. */
  number?: boolean;
  /** What the row is about: the row's own head. */
  heads?: boolean;
  /** Days stay on one line. */
  whole?: boolean;
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
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" class={column.number === true ? "number" : undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) =>
                column.heads === true ? (
                  <th key={column.head} scope="row" class="source-name">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.head} class={column.number === true ? "number" : column.whole === true ? "nowrap" : undefined}>
                    {column.cell(row)}
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
