/** Beliefs as the page shows them: a state, a step of lightness for how certain it is, and since when, read from runs of days. */
import type { About, CertaintyWord, PlaceFeature, Run, Runs } from "../api/answers";
import { addDays } from "./days";

/** The limits of the server's words for a share of belief (`telling.py`): the same word for the same share on both sides. */
const WORDS: readonly [number, CertaintyWord][] = [
  [0.95, "near certain"],
  [0.8, "likely"],
  [0.6, "leaning"],
  [0, "unsure"],
];
export const STEPS: readonly CertaintyWord[] = ["unsure", "leaning", "likely", "near certain"];

/** The word for a share; `unknown` where nothing is believed. */
export function certaintyWord(state: string, p: number): CertaintyWord {
  return state === "unknown" ? "unknown" : (WORDS.find(([limit]) => p >= limit)?.[1] ?? "unsure");
}

/** 1 (unsure) to 4 (near certain); 0 where nothing is believed. */
export function step(certainty: CertaintyWord): number {
  return STEPS.indexOf(certainty) + 1;
}

/** How a state is drawn: a side by its place in the pack's list, else by its own name. */
export type Kind = "contested" | "unknown" | `side-${number}`;

export function kindOf(about: Pick<About, "sides">, state: string): Kind {
  const at = about.sides.findIndex((side) => side.code === state);
  return at >= 0 ? `side-${at}` : state === "contested" ? "contested" : "unknown";
}

/** A side's main name in a language, in English where it has none there; its code where it has none at all. */
export function sideName(about: Pick<About, "sides">, code: string, language: string): string {
  const side = about.sides.find((each) => each.code === code);
  return side?.names[language]?.[0] ?? side?.names["en"]?.[0] ?? code;
}

export interface Held {
  id: string;
  name: string;
  admin1: string | null;
  claims: number;
  witnesses: number;
  precision: string;
  radiusKm: number;
  position: [number, number];
  state: string;
  p: number;
  certainty: CertaintyWord;
  /** The first day of the unbroken stretch in this state; null where nothing is believed or it reaches back to the start. */
  since: string | null;
  /** The state before that stretch. */
  before: string | null;
}

/** The run that holds a day, by halving; -1 where none does. */
export function runAt(runs: readonly Run[], day: string): number {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (run === undefined) return -1;
    if (day < run.from) high = middle - 1;
    else if (day > run.to) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** All places on a day: from the runs where they have come, else as the server answered for the day it was asked about. */
export function heldOn(features: readonly PlaceFeature[], runs: ReadonlyMap<string, readonly Run[]> | undefined, day: string): Held[] {
  return features.map(({ id, geometry, properties: mark }) => {
    const [longitude, latitude] = geometry.coordinates;
    const still = {
      id,
      name: mark.name,
      admin1: mark.admin1,
      claims: mark.claims,
      witnesses: mark.witnesses,
      precision: mark.precision,
      radiusKm: mark.radius_km,
      position: [longitude, latitude] as [number, number],
    };
    if (runs === undefined) return { ...still, state: mark.state, p: mark.p, certainty: mark.certainty, since: mark.since?.earliest ?? null, before: null };
    const own = runs.get(id) ?? [];
    const at = runAt(own, day);
    const run = own[at];
    if (run === undefined) return { ...still, state: "unknown", p: 0, certainty: "unknown", since: null, before: null };
    let first = at;
    while (own[first - 1]?.state === run.state && own[first - 1]?.to === addDays(own[first]?.from ?? run.from, -1)) first -= 1;
    const earlier = own[first - 1];
    return { ...still, state: run.state, p: run.p, certainty: certaintyWord(run.state, run.p), since: own[first]?.from ?? null, before: earlier?.state ?? null };
  });
}

export function runsById(runs: Runs | undefined): ReadonlyMap<string, readonly Run[]> | undefined {
  return runs === undefined ? undefined : new Map(runs.items.map((each) => [each.id, each.runs]));
}

/** Places that came into their state within the days before `day`, latest first. */
export function changedLately(held: readonly Held[], day: string, days = 7): Held[] {
  const from = addDays(day, -days + 1);
  return held
    .filter((each) => each.since !== null && each.since >= from && each.before !== null && each.before !== "unknown")
    .sort((one, other) => (other.since ?? "").localeCompare(one.since ?? "") || one.name.localeCompare(other.name));
}
