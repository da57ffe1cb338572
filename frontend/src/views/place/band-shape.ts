/** The geometry of the band: pure numbers, so that it can be tested without a page. */
import type { Series, WitnessClaim } from "../../api/answers";
import { addDays, dayNumber, isoDay } from "../../state/days";

/** Claims that may mean more than this many days are drawn as a line no longer than it: their last day is what they weigh on. */
const LONGEST = 45;
const MARGIN = 10;
/** A busy day does not make the page endless: what comes after stands on the last row. */
const MOST_ROWS = 11;

/** The days that are drawn: those of the claims and of the day looked at, with some air; never past the series. */
export function window(series: Series, claims: readonly WitnessClaim[], on: string): { from: number; to: number } {
  const first = dayNumber(series.first);
  const last = first + series.shares.length - 1;
  const days = [...claims.map((claim) => claim.days.latest ?? claim.public), on].filter((day): day is string => day !== null).map(dayNumber);
  const from = Math.max(first, Math.min(...days) - MARGIN);
  const to = Math.min(last, Math.max(...days) + MARGIN);
  return from < to ? { from, to } : { from: first, to: Math.max(last, first + 1) };
}

/** One closed path a state, stacked in the order of the states; together they fill the height on every day. */
export function bandPaths(series: Series, from: number, to: number, width: number, height: number): { state: string; path: string }[] {
  const first = dayNumber(series.first);
  const days: number[] = [];
  for (let day = from; day <= to; day += 1) if (series.shares[day - first] !== undefined) days.push(day);
  const x = (day: number) => round(((day - from) / Math.max(1, to - from)) * width);
  const floor = days.map(() => 0);
  return series.states.map((state, at) => {
    const upper: string[] = [];
    const lower: string[] = [];
    days.forEach((day, place) => {
      const share = series.shares[day - first]?.[at] ?? 0;
      const low = floor[place] ?? 0;
      lower.push(`${x(day)} ${round(height * (1 - low))}`);
      upper.push(`${x(day)} ${round(height * (1 - Math.min(1, low + share)))}`);
      floor[place] = low + share;
    });
    return { state, path: upper.length === 0 ? "" : `M${upper.join("L")}L${lower.reverse().join("L")}Z` };
  });
}

export interface Mark {
  claim: WitnessClaim;
  left: number;
  right: number;
  row: number;
}

export interface Lane {
  /** The side whose word it is; null for those of no side. */
  side: string | null;
  marks: Mark[];
  rows: number;
}

/** Claims with a day, by whose word they are; marks that would touch stand in rows under one another. */
export function lanesOf(claims: readonly WitnessClaim[], sides: readonly string[], from: number, to: number, width: number): Lane[] {
  const scale = width / Math.max(1, to - from);
  const lanes: Lane[] = [];
  for (const side of [...sides, null]) {
    const own = claims.filter((claim) => (claim.origin.side !== null && sides.includes(claim.origin.side) ? claim.origin.side : null) === side);
    const drawn = own.flatMap((claim) => {
      const latest = claim.days.latest ?? claim.public;
      if (latest === null) return [];
      const end = dayNumber(latest);
      const start = Math.max(claim.days.earliest === null ? end : dayNumber(claim.days.earliest), end - LONGEST);
      if (end < from || start > to) return [];
      return [{ claim, left: round((Math.max(start, from) - from) * scale), right: round((Math.min(end, to) - from) * scale) }];
    });
    // From the left, each in the first row that is free there.
    const ends: number[] = [];
    const marks = drawn
      .sort((one, other) => one.left - other.left || one.right - other.right || one.claim.id.localeCompare(other.claim.id))
      .map((each): Mark => {
        let row = 0;
        while ((ends[row] ?? -Infinity) > each.left - 8 && row < MOST_ROWS) row += 1;
        ends[row] = each.right + 8;
        return { ...each, row };
      });
    if (marks.length > 0) lanes.push({ side, marks, rows: Math.max(1, ends.length) });
  }
  return lanes;
}

/** First days of months, or of weeks where the window is short: so many at most. */
export function monthTicks(from: number, to: number, most = 9): number[] {
  const ticks: number[] = [];
  if (to - from <= 70) {
    const step = Math.max(7, 7 * Math.ceil((to - from) / (7 * Math.max(1, most))));
    for (let day = from; day <= to - 3; day += step) ticks.push(day);
    return ticks;
  }
  for (let day = `${isoDay(from).slice(0, 7)}-01`; dayNumber(day) <= to; day = `${addDays(day, 31).slice(0, 7)}-01`) if (dayNumber(day) >= from) ticks.push(dayNumber(day));
  const every = [1, 2, 3, 6, 12, 24].find((each) => ticks.length / each <= most) ?? 48;
  return ticks.filter((_, at) => at % every === 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
