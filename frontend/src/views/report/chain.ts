/** On whose word a claim of a reading is, hop by hop. */
import type { ReadClaim, Reading } from "../../api/answers";

export interface ReadHop {
  id: string;
  /** The source's own words; its id in the pack where these are but a pronoun; null where nobody is named. */
  name: string | null;
  source: string | null;
  act: string;
}

/** A source named in so few letters ("He", "They") is shown with whom it was found to be. */
const PRONOUN = 4;

/** The hops from the outermost to the innermost; empty is the report's own voice. */
export function hopsOf(reading: Reading, claim: ReadClaim): ReadHop[] {
  return claim.said_by.flatMap((id) => {
    const each = reading.attributions.find((attribution) => attribution.id === id);
    if (each === undefined) return [];
    const said = each.source.map((span) => span.text).join(" ");
    const name = said === "" ? null : said.length <= PRONOUN && each.source_id !== null ? `${said} (${each.source_id})` : said;
    return [{ id, name, source: each.source_id, act: each.act }];
  });
}

/** Everything that is marked when a claim is looked at: itself, its chain, its places, day, numbers and actors. */
export function partsOf(claim: ReadClaim | undefined): ReadonlySet<string> {
  if (claim === undefined) return new Set();
  const { said_by, actor, target, places, day, quantities } = claim;
  return new Set([claim.id, ...said_by, ...actor, ...target, ...places.map((place) => place.ref), ...(day.ref === null ? [] : [day.ref]), ...quantities]);
}

/** The bounds of a number in words: "5,000", "200–999", "5,000 or more", "up to 200". */
export function boundsSaid(lower: number | null, upper: number | null, number: (value: number) => string, words: { more: string; upTo: string; unknown: string }): string {
  if (lower !== null && upper !== null) return lower === upper ? number(lower) : `${number(lower)}–${number(upper)}`;
  if (lower !== null) return words.more.replace("{number}", number(lower));
  return upper !== null ? words.upTo.replace("{number}", number(upper)) : words.unknown;
}
