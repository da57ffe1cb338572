/** Small pieces that many pages share: days, chains, beliefs in words, waiting and trouble. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { About } from "../api/answers";
import type { Asked } from "../state/ask";
import type { Claim, Days, Hop } from "../api/answers";
import { certaintyWord, sideName } from "../state/beliefs";
import { daysInWords } from "../state/days";
import type { Desk } from "../state/desk";
import { linkTo } from "../state/desk";
import { useWords, type Words } from "../state/words";
import { Sign } from "./signs";
import { straight } from "./straight";

export function daysSaid(words: Words, days: Days): string {
  return daysInWords(days, words.language, { none: words.say("day.none"), from: words.say("day.from"), until: words.say("day.until") });
}

/** "near certain: held by X", "contested", "not known". */
export function beliefSaid(words: Words, about: Pick<About, "sides">, state: string, p: number): string {
  if (state === "unknown") return words.say("state.unknown");
  const certainty = words.term("certainty", certaintyWord(state, p));
  return state === "contested"
    ? words.say("state.contested.sure", { certainty, share: words.percent(p) })
    : words.say("state.held.sure", { side: sideName(about, state, words.language), certainty, share: words.percent(p) });
}

/** Whose word it is: a name, a side as a whole, or the report itself where nobody is named (its mouth is then the report's or its family's id). */
export function mouthName(words: Words, about: Pick<About, "sides">, mouth: { name: string; named: boolean }): string {
  if (about.sides.some((side) => side.code === mouth.name)) return words.say("mouth.side", { side: sideName(about, mouth.name, words.language) });
  return /^[0-9a-f]{12,64}$/.test(mouth.name) ? words.say("mouth.report") : speakerName(words, about, mouth.name);
}

/** A speaker's name; a side's own in the reader's language, as on the map. */
export function speakerName(words: Words, about: Pick<About, "sides">, name: string): string {
  const side = about.sides.find((each) => each.names["en"]?.[0] === name);
  return side === undefined ? straight(name) : sideName(about, side.code, words.language);
}

/** A term where it opens a line. */
export function opening(term: string): string {
  return term.slice(0, 1).toUpperCase() + term.slice(1);
}

/** A state's name alone: the side's, or contested, or unknown. */
export function stateName(words: Words, about: Pick<About, "sides">, state: string): string {
  return state === "contested" ? words.say("state.contested") : state === "unknown" ? words.say("state.unknown") : sideName(about, state, words.language);
}

export function StateName({ about, state, p = 1 }: { about: Pick<About, "sides">; state: string; p?: number }) {
  const words = useWords();
  return (
    <span class="state">
      <Sign about={about} state={state} certainty={certaintyWord(state, p)} />
      {stateName(words, about, state)}
    </span>
  );
}

/** The chain of sources, outermost first, from the one who publishes. */
export function Chain({ outlet, hops, desk }: { outlet: string | null; hops: readonly Hop[]; desk?: Desk }) {
  const words = useWords();
  const named = (name: string) => (desk === undefined ? straight(name) : speakerName(words, desk.about, name));
  return (
    <ol class="chain" aria-label={words.say("chain.label")}>
      <li>
        <bdi>{outlet ?? words.say("chain.report")}</bdi>
      </li>
      {hops.map((hop) => (
        <li key={`${hop.name}-${hop.act}`}>
          {hop.kind === "impersonal" ? (
            <span class="nobody">{words.say("chain.nobody")}</span>
          ) : desk !== undefined && hop.source !== null ? (
            <a class="plain" href={linkTo(desk, "source", hop.source)}>
              <bdi>{named(hop.name)}</bdi>
            </a>
          ) : (
            <bdi>{named(hop.name)}</bdi>
          )}
          {hop.act !== "say" && <span class="act"> {words.term("act", hop.act)}</span>}
        </li>
      ))}
    </ol>
  );
}

/** What a claim says happened, in words: its event, whether it is denied, and whether it has happened at all. */
export function eventSaid(words: Words, claim: { event: string; mode: string; positive: boolean }): string {
  const event = words.term("event", claim.event);
  const mode = claim.mode === "happened" ? "" : ` · ${words.term("mode", claim.mode)}`;
  return `${claim.positive ? event : words.say("claim.not", { event })}${mode}`;
}

/** A claim in a list: what, where, when; the quote; on whose word. */
export function ClaimEntry({ claim, desk, children }: { claim: Claim; desk: Desk; children?: ComponentChildren }) {
  const words = useWords();
  return (
    <>
      <p class="facts">
        <strong>{eventSaid(words, claim)}</strong>
        {claim.places.slice(0, 3).map((place) => (
          <span key={place.id + place.role}>
            {" · "}
            {place.kind === "settlement" ? (
              <a class="plain" href={linkTo(desk, "place", place.id)}>
                {words.place(place.id, place.name)}
              </a>
            ) : (
              words.place(place.id, place.name)
            )}
          </span>
        ))}
        {" · "}
        {daysSaid(words, claim.days)}
      </p>
      <p>
        <a class="plain" href={linkTo(desk, "report", claim.report, { claim: claim.id })}>
          <q dir="auto">{straight(claim.quote)}</q>
        </a>
      </p>
      <p class="facts">
        <Chain outlet={claim.outlet ?? words.say("chain.some")} hops={claim.chain} desk={desk} />
        {claim.certainty !== "unknown" && <> · {words.term("sure", claim.certainty)}</>}
        {claim.interest === "against" && <> · {words.say("claim.against")}</>}
        {desk.about.may_judge && (
          <>
            {" · "}
            <a class="plain" href={linkTo(desk, "judgements", "", { subject: claim.id, kind: "misread" })}>
              {words.say("judge.claim")}
            </a>
          </>
        )}
        {children}
      </p>
    </>
  );
}

/** Why something is so, as the engine writes it: in the reader's language where the page has the sentence, else in English, and said to be English. */
export function Reason({ children }: { children: string }) {
  const words = useWords();
  const said = words.reason(children);
  return (
    <bdi lang={said === null ? "en" : undefined}>{said ?? children}</bdi>
  );
}

/** Milliseconds after which one who waits is told why. */
const LONG = 5000;

/** While an answer is on its way, or when none came. Nothing is said for the first moments: most answers are quicker. */
export function Waiting<Answer>({ asked }: { asked: Asked<Answer> }) {
  const words = useWords();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (!asked.waiting) return;
    const timer = setTimeout(() => {
      setLong(true);
    }, LONG);
    return () => {
      clearTimeout(timer);
    };
  }, [asked.waiting]);
  if (asked.trouble !== undefined)
    return (
      <p class="trouble" role="status">
        {window.reportedlySite !== undefined ? words.say("trouble.site") : asked.trouble.notReady ? words.say("trouble.weighing") : asked.trouble.status === 404 ? words.say("trouble.missing") : words.say("trouble.other", { detail: asked.trouble.detail })}
      </p>
    );
  return (
    <p class="soft" role="status">
      {asked.waiting ? words.say(isLong ? "waiting.long" : "waiting") : ""}
    </p>
  );
}
