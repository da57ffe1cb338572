/**
 * What the browser's address bar and tab say. A day that only passes is written there when it has come to rest: for every address and every title the browser
 * draws its own frame anew, as dear as the map's, and it takes no more than 200 addresses in half a minute.
 */
import { atRest, notAtRest } from "./rest";

const KEY = {};
let waiting: string | undefined;

/** The hash of what the page shows, which the bar may not say yet. */
export function hashShown(): string {
  return waiting ?? location.hash;
}

/** The history is not filled with days that a slider passed over. */
export function writeHash(hash: string): void {
  forgetHash();
  history.replaceState(null, "", hash);
}

export function writeHashAtRest(hash: string): void {
  waiting = hash;
  atRest(KEY, settleHash);
}

/** Before one goes elsewhere: the way back leads to the day that was shown. */
export function settleHash(): void {
  if (waiting !== undefined) writeHash(waiting);
}

/** One has gone elsewhere. */
export function forgetHash(): void {
  waiting = undefined;
  notAtRest(KEY);
}
