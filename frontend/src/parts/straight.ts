/** Text of a report for a line of the page's own. The rule that must not be broken: what a report may turn round is at most its own letters in a whole text, never a quote or a name that stands for what was said. */

/** Marks that turn letters round, and marks of direction: in a quote of one line they are of no use but to deceive (Unicode TR 36, 2.5). */
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** The text without marks that turn it round; letters of right-to-left alphabets need none. */
export function straight(text: string): string {
  return text.replace(TURNING, "");
}
