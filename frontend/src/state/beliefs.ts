/** Beliefs as the page shows them: a state, a step of lightness for how certain it is, and since when, read from runs of days. */
import type { About, CertaintyWord, PlaceFeature, Run, Runs } from "../api/answers";
import { addDays, dayNumber, isoDay } from "./days";

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

/** A place's runs with their days as numbers: a slider asks 5,000 places at every step, and dates as text cost ten times as much. */
export interface Track {
  from: readonly number[];
  to: readonly number[];
  /** For each run the first of the unbroken stretch in its state. */
  begun: readonly number[];
  /** For each run the day on which that stretch began, as ISO writes it. */
  since: readonly string[];
  runs: readonly Pick<Run, "state" | "p">[];
}

export function trackOf(runs: readonly Run[]): Track {
  const from = runs.map((run) => dayNumber(run.from));
  const to = runs.map((run) => dayNumber(run.to));
  const begun: number[] = [];
  runs.forEach((run, at) => {
    const goesOn = at > 0 && runs[at - 1]?.state === run.state && (to[at - 1] ?? -1) + 1 === from[at];
    begun.push(goesOn ? (begun[at - 1] ?? at) : at);
  });
  return { from, to, begun, since: begun.map((first) => isoDay(from[first] ?? 0)), runs };
}

/** The run that holds a day, by halving; -1 where none does. */
export function runAt({ from, to }: Pick<Track, "from" | "to">, day: number): number {
  let low = 0;
  let high = from.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (day < (from[middle] ?? 0)) high = middle - 1;
    else if (day > (to[middle] ?? 0)) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** All places on a day, in the order given: from the tracks where they have come, else as the server answered for the day it was asked about. */
export function heldOn(features: readonly PlaceFeature[], tracks: ReadonlyMap<string, Track> | undefined, day: string): Held[] {
  const at = dayNumber(day);
  return features.map(({ id, geometry, properties: mark }) => {
    const [longitude, latitude] = geometry.coordinates;
    const held: Held = {
      id,
      name: mark.name,
      admin1: mark.admin1,
      claims: mark.claims,
      witnesses: mark.witnesses,
      precision: mark.precision,
      radiusKm: mark.radius_km,
      position: [longitude, latitude],
      state: "unknown",
      p: 0,
      certainty: "unknown",
      since: null,
      before: null,
    };
    if (tracks === undefined) return { ...held, state: mark.state, p: mark.p, certainty: mark.certainty, since: mark.since?.earliest ?? null };
    const track = tracks.get(id);
    const now = track === undefined ? -1 : runAt(track, at);
    const run = track?.runs[now];
    if (track === undefined || run === undefined) return held;
    const first = track.begun[now] ?? now;
    held.state = run.state;
    held.p = run.p;
    held.certainty = certaintyWord(run.state, run.p);
    held.since = track.since[now] ?? null;
    held.before = track.runs[first - 1]?.state ?? null;
    return held;
  });
}

export function tracksById(runs: Runs | undefined): ReadonlyMap<string, Track> | undefined {
  return runs === undefined ? undefined : new Map(runs.items.map((each) => [each.id, trackOf(each.runs)]));
}

/** The least spoken of first: what is drawn later lies over what was drawn before. */
export function byWeight(features: readonly PlaceFeature[]): PlaceFeature[] {
  return [...features].sort((one, other) => one.properties.claims - other.properties.claims || (one.id < other.id ? -1 : 1));
}

/** Places that came into their state within the days before `day`, latest first. */
export function changedLately(held: readonly Held[], day: string, days = 7): Held[] {
  const from = addDays(day, -days + 1);
  return held
    .filter((each) => each.since !== null && each.since >= from && each.before !== null && each.before !== "unknown")
    .sort((one, other) => (other.since ?? "").localeCompare(one.since ?? "") || one.name.localeCompare(other.name));
}
