/** Rows as CSV (RFC 4180), with a byte order mark so that spreadsheets read names rightly. */

export type Cell = string | number | boolean | null | undefined;

/** A spreadsheet runs a cell that begins so as a formula, and reports are anybody's words: an apostrophe makes it text. */
const FORMULA = /^[=+\-@\t\r]/;

export function csv(rows: readonly Readonly<Record<string, Cell>>[]): string {
  const [first] = rows;
  if (first === undefined) return "\ufeff";
  const names = Object.keys(first);
  const lines = [names, ...rows.map((row) => names.map((name) => row[name]))].map((cells) => cells.map(cell).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function cell(value: Cell): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
