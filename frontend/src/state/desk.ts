/** What every page knows: the ledger, the address, and how to go elsewhere without losing the day one looks at. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { About } from "../api/answers";
import { isDay } from "./days";
import { writeAddress, type Address, type View } from "./address";

export interface Desk {
  about: About;
  address: Address;
  /** Light or dark, as drawn now. */
  look: "light" | "dark";
  /** Change parameters of this page; `undefined` takes one away. */
  change: (params: Record<string, string | undefined>) => void;
  /** Show another day, which may be one of many that pass. */
  pass: (on: string) => void;
  go: (hash: string) => void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("a page is shown inside the desk");
  return desk;
}

/** The address said that each day is to be seen by what was public on it. */
export const EACH = "each";

/** `as_of` as the server takes it: a day, or nothing; with `each`, the day looked at. */
export function asOfParam(desk: Desk, on: string): string | undefined {
  const asked = desk.address.params["as_of"];
  return asked === EACH ? on : isDay(asked) ? asked : undefined;
}

/** The first and the last day that a slider runs over, as the ledger has it; one day at least. */
export function stretch(about: About): { first: string; last: string } {
  const last = [about.events.latest, about.public.latest].filter((day): day is string => day !== null).sort().at(-1) ?? about.last_day;
  const capped = last < about.last_day ? last : about.last_day;
  const first = [about.events.earliest, about.public.earliest].filter((day): day is string => day !== null).sort()[0] ?? capped;
  return { first: first < capped ? first : capped, last: capped };
}

/** The day looked at: the address's, kept within what beliefs are given for; else the last that the ledger speaks of. */
export function onDay(desk: Desk): string {
  const { last } = stretch(desk.about);
  const asked = desk.address.params["on"];
  if (isDay(asked)) return asked < desk.about.last_day ? asked : desk.about.last_day;
  const given = desk.about.on;
  return given !== null && given < last ? given : last;
}

/** An address elsewhere on the desk that keeps the day and the as-of switch. */
export function linkTo(desk: Desk, view: View, id = "", params: Record<string, string | undefined> = {}): string {
  const { on, as_of } = desk.address.params;
  return writeAddress({ view, id, params: { on, as_of, ...params } });
}

/** The day as the server is asked: nothing where it would choose the same, so that the question can be put before the page knows the ledger. */
export function askedDay(desk: Desk, on: string): string | undefined {
  return desk.address.params["on"] === undefined && on === desk.about.on ? undefined : on;
}
