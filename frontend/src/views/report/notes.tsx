/** The notes in the margin: a claim with its chain drawn, and a question of the copy desk. */
import type { ReadClaim, ReadFinding, Reading } from "../../api/answers";
import { daysSaid, eventSaid, Reason } from "../../parts/said";
import { linkTo, useDesk } from "../../state/desk";
import { sideName } from "../../state/beliefs";
import { useWords } from "../../state/words";
import { boundsSaid, hopsOf } from "./chain";

/** What the ledger knows of a claim: whose word it is, and whether it is counted or a copy of one that is. */
export interface Standing {
  origin: string;
  counts: boolean;
}

interface ClaimProps {
  claim: ReadClaim;
  number: number;
  reading: Reading;
  active: boolean;
  activate: (claim: string | undefined) => void;
  standing: Standing | undefined;
}

export function ClaimNote({ claim, number, reading, active, activate, standing }: ClaimProps) {
  const desk = useDesk();
  const words = useWords();
  const hops = hopsOf(reading, claim);
  const actors = claim.actor.flatMap((id) => reading.actors.filter((each) => each.id === id)).map((each) => each.text);
  const targets = claim.target.flatMap((id) => reading.actors.filter((each) => each.id === id)).map((each) => each.text);
  const quantities = claim.quantities.flatMap((id) => reading.quantities.filter((each) => each.id === id));
  const places = claim.places.flatMap(({ ref, role }) => reading.places.filter((each) => each.id === ref).map((place) => ({ place, role })));
  return (
    <section
      class={`note ${active ? "active" : ""}`}
      data-claim={claim.id}
      aria-label={words.say("report.claim.label", { number })}
      onMouseEnter={() => {
        activate(claim.id);
      }}
    >
      <h4>
        <button
          type="button"
          class="label"
          aria-pressed={active}
          aria-label={words.say("report.claim.show", { number })}
          onClick={() => {
            activate(claim.id);
          }}
        >
          {number}
        </button>{" "}
        {eventSaid(words, { event: claim.event, mode: claim.mode, positive: claim.polarity === "+" })}
        {claim.certainty !== "unknown" && <span class="soft"> · {words.term("sure", claim.certainty)}</span>}
      </h4>
      <ul class="facts">
        {places.map(({ place, role }) => (
          <li key={place.id}>
            {role !== "at" && `${words.term("role", role)} `}
            {place.place === null ? (
              <>
                <bdi>{place.text}</bdi> <span class="soft">({words.term("place-status", place.status)})</span>
              </>
            ) : place.place.kind === "settlement" ? (
              <a class="plain" href={linkTo(desk, "place", place.place.id)}>
                {words.place(place.place.id, place.place.name)}
              </a>
            ) : (
              words.place(place.place.id, place.place.name)
            )}
          </li>
        ))}
        <li title={claim.day.why}>{daysSaid(words, claim.day)}</li>
        {actors.length > 0 && (
          <li>
            <span class="soft">{words.say("claim.who")}</span> <bdi>{actors.join(", ")}</bdi>
          </li>
        )}
        {targets.length > 0 && (
          <li>
            <span class="soft">{words.say("claim.whom")}</span> <bdi>{targets.join(", ")}</bdi>
          </li>
        )}
        {quantities.map((each) => (
          <li key={each.id}>
            {boundsSaid(each.lower, each.upper, words.number, { more: words.say("number.more"), upTo: words.say("number.upto"), unknown: words.say("number.unknown") })} {words.term("unit", each.unit)}
          </li>
        ))}
        {claim.control !== null && claim.control.after !== null && (
          <li>
            <span class="soft">{words.say("claim.control")}</span> {claim.control.after === "contested" ? words.say("state.contested") : words.say("state.held", { side: sideName(desk.about, claim.control.after, words.language) })}
          </li>
        )}
      </ul>
      {hops.length === 0 ? (
        <p class="soft own-voice">{words.say("chain.own")}</p>
      ) : (
        <ol class="drawn-chain" aria-label={words.say("chain.label")}>
          <li>{words.say("chain.report")}</li>
          {hops.map((hop) => (
            <li key={hop.id} class={hop.name === null ? "nobody" : ""}>
              {hop.name === null ? words.say("chain.nobody") : <bdi>{hop.name}</bdi>}
              {hop.act !== "say" && <span class="act"> {words.term("act", hop.act)}</span>}
            </li>
          ))}
        </ol>
      )}
      {standing !== undefined && (hops.length > 0 || !standing.counts) && (
        <p class="soft standing">{standing.counts ? words.say("claim.counts", { origin: standing.origin }) : words.say("claim.counted", { origin: standing.origin })}</p>
      )}
    </section>
  );
}

export function FindingNote({ finding, number }: { finding: ReadFinding; number: number }) {
  const words = useWords();
  return (
    <section class="note asked" aria-label={words.say("report.finding.label", { number })}>
      <h4>
        <span class="label">?{number}</span> {words.term("finding", finding.kind)}
      </h4>
      <p dir="auto">
        <Reason>{finding.message}</Reason>
      </p>
      {finding.suggestion !== null && (
        <p class="suggestion">
          {words.say("finding.suggestion")} <strong dir="auto">{finding.suggestion}</strong>
        </p>
      )}
    </section>
  );
}
