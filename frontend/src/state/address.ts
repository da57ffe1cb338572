/** What is shown is in the address after `#`, so that a link gives another reader the same page, day and filters. */

export type View = "map" | "place" | "report" | "reports" | "claims" | "happenings" | "disputes" | "judgements" | "sources" | "source" | "outlet" | "drop";

export interface Address {
  view: View;
  /** The id of the place, report or source; empty for lists. */
  id: string;
  params: Record<string, string>;
}

const VIEWS: readonly View[] = ["map", "place", "report", "reports", "claims", "happenings", "disputes", "judgements", "sources", "source", "outlet", "drop"];

/** The address of a hash; what is no view is the map. */
export function readAddress(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [name = "", ...rest] = path.split("/");
  const view = VIEWS.find((each) => each === name) ?? "map";
  const params: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(query)) if (value !== "") params[key] = value;
  return { view, id: decode(rest.join("/")), params };
}

/** A hash that `readAddress` reads back; parameters in the order of their names, empty ones left out. */
export function writeAddress(address: { view: View; id?: string; params?: Record<string, string | undefined> }): string {
  const query = new URLSearchParams();
  for (const key of Object.keys(address.params ?? {}).sort()) {
    const value = address.params?.[key];
    if (value !== undefined && value !== "") query.set(key, value);
  }
  const text = query.toString();
  return `#/${address.view}${address.id === undefined || address.id === "" ? "" : `/${encodeURIComponent(address.id)}`}${text === "" ? "" : `?${text}`}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % in an address that somebody typed
  }
}
