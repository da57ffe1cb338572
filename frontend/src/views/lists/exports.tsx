/** What is on the screen as files: claims by the server, as whole as they are there; other lists from the answers that the page itself is made of. */
import { useState } from "preact/hooks";
import { csv, type Cell } from "../../parts/csv";
import { download } from "../../parts/download";
import { ask, pathOf, Trouble, type Params } from "../../state/ask";
import { useWords } from "../../state/words";

/** More rows than this are asked for with the command line. */
const MOST_ROWS = 20_000;
const ON_A_PAGE = 200;

/** The claims of the same filters; a written site has none, for it has no server. */
export function Exports({ params }: { params: Params }) {
  const words = useWords();
  if (window.reportedlySite !== undefined) return null;
  return (
    <p class="exports">
      {words.say("export.label")}
      <a href={`api/${pathOf("export.csv", params)}`} download="claims.csv">
        CSV
      </a>
      <a href={`api/${pathOf("export.geojson", params)}`} download="claims.geojson">
        GeoJSON
      </a>
    </p>
  );
}

interface SaveProps<Row> {
  /** The file's name without its ending. */
  name: string;
  /** The list, with its filters: all its pages are saved, not the first alone. */
  path: string;
  params: Params;
  columns: (row: Row) => Record<string, Cell>;
  /** Longitude and latitude of a row; rows without are not in the GeoJSON. */
  point?: (row: Row) => readonly [number, number] | undefined;
}

/** A list, all of it, as CSV and where its rows have a place as GeoJSON. */
export function SaveRows<Row>({ name, path, params, columns, point }: SaveProps<Row>) {
  const words = useWords();
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const save = (make: (rows: readonly Row[]) => Blob, ending: string) => {
    setBusy(true);
    setTrouble("");
    allOf<Row>(path, params)
      .then((rows) => {
        download(make(rows), `${name}.${ending}`);
      })
      .catch((error: unknown) => {
        setTrouble(error instanceof Trouble ? error.detail : String(error));
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <p class="exports">
      {words.say("export.list")}
      <button
        type="button"
        class="quiet"
        disabled={busy}
        onClick={() => {
          save((rows) => csvFile(rows.map(columns)), "csv");
        }}
      >
        CSV
      </button>
      {point !== undefined && (
        <button
          type="button"
          class="quiet"
          disabled={busy}
          onClick={() => {
            save((rows) => geoJsonFile(rows.map((row) => ({ properties: columns(row), point: point(row) }))), "geojson");
          }}
        >
          GeoJSON
        </button>
      )}
      {trouble !== "" && <span role="alert">{words.say("trouble.other", { detail: trouble })}</span>}
    </p>
  );
}

export function csvFile(rows: readonly Record<string, Cell>[]): Blob {
  return new Blob([csv(rows)], { type: "text/csv;charset=utf-8" });
}

export function geoJsonFile(rows: readonly { properties: Record<string, Cell>; point: readonly [number, number] | undefined }[]): Blob {
  const features = rows.flatMap(({ properties, point }) => (point === undefined ? [] : [{ type: "Feature", geometry: { type: "Point", coordinates: point }, properties }]));
  return new Blob([JSON.stringify({ type: "FeatureCollection", features })], { type: "application/geo+json" });
}

/** All rows of a list, page after page. Throws `Trouble`. */
async function allOf<Row>(path: string, params: Params): Promise<Row[]> {
  const rows: Row[] = [];
  // A written site has its pages in one size alone.
  const limit = window.reportedlySite === undefined ? ON_A_PAGE : undefined;
  let cursor: string | undefined;
  do {
    const page = await ask<{ items: Row[]; next: string | null }>(path, { ...params, limit, cursor });
    rows.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && rows.length < MOST_ROWS);
  return rows;
}
