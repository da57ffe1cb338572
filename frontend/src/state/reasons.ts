/**
 * Why something is so, as the engine writes it in English, said in another language: sentences with holes, `reason.…` in `words/*.json`.
 * A sentence that the table does not have is not translated in part: the reader gets the engine's own, and is told its language.
 */

/** What to put into a hole, by the hole's name; `null` where that cannot be said. */
export type Fill = (hole: string, value: string) => string | null;
export type Translate = (text: string) => string | null;

const PREFIX = "reason.";
const LONGEST = 2000;

interface Sentence {
  pattern: RegExp;
  holes: string[];
  said: string;
}

/** A translator from the rows of a table; `fill` is given the translator's own hand for a hole that holds a reason. */
export function translator(table: Record<string, string>, fill: (hole: string, value: string, inner: Translate) => string | null): Translate {
  const whole = new Map<string, string>();
  const sentences: Sentence[] = [];
  for (const [key, said] of Object.entries(table)) {
    if (!key.startsWith(PREFIX)) continue;
    const text = key.slice(PREFIX.length);
    if (text.includes("{")) sentences.push(sentenceOf(text, said));
    else whole.set(text, said);
  }
  // What says more by itself goes first: "… on {days}, done by {sides}" before "… on {days}".
  sentences.sort((one, other) => other.pattern.source.length - one.pattern.source.length);
  const plainly: Translate = (text) => {
    const known = whole.get(text);
    if (known !== undefined) return known;
    for (const sentence of sentences) {
      const found = filled(sentence, text, (hole, value) => fill(hole, value, inner));
      if (found !== null) return found;
    }
    return null;
  };
  const inner: Translate = (text) => {
    if (text.length > LONGEST) return null;
    // Part by part first: a hole takes whatever stands there, and would take the reasons before it too.
    const parts = byParts(text, plainly);
    if (parts !== null) return parts;
    const small = text.slice(0, 1).toLowerCase() + text.slice(1);
    const lowered = small === text ? null : plainly(small);
    return plainly(text) ?? (lowered === null ? null : lowered.slice(0, 1).toUpperCase() + lowered.slice(1));
  };
  return inner;
}

function sentenceOf(text: string, said: string): Sentence {
  const holes: string[] = [];
  const source = text
    .split(/(\{\w+\})/)
    .map((part) => {
      if (!/^\{\w+\}$/.test(part)) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      holes.push(part.slice(1, -1));
      return "(.+?)";
    })
    .join("");
  return { pattern: new RegExp(`^${source}$`, "su"), holes, said };
}

function filled(sentence: Sentence, text: string, fill: Fill): string | null {
  const match = sentence.pattern.exec(text);
  if (match === null) return null;
  const values = new Map<string, string>();
  for (const [at, hole] of sentence.holes.entries()) {
    const value = fill(hole, match[at + 1] ?? "");
    if (value === null) return null;
    values.set(hole, value);
  }
  return sentence.said.replace(/\{(\w+)\}/g, (_, hole: string) => values.get(hole) ?? "");
}

/** Several reasons in one line, each said by itself. */
function byParts(text: string, plainly: Translate): string | null {
  const parts = text.split("; ");
  if (parts.length === 1) return null;
  const said = parts.map(plainly);
  return said.some((each) => each === null) ? null : said.join("; ");
}
