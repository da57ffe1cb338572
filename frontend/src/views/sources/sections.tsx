/** What the page of a speaker and that of an outlet share: the record over time, the settled news it rests on, whom one carries. */
import type { Claim, OutletStory } from "../../api/answers";
import { ClaimEntry } from "../../parts/said";
import { straight } from "../../parts/straight";
import { Table } from "../../parts/table";
import { dayInWords } from "../../state/days";
import { linkTo, useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { Record } from "./record";

export function RecordSection({ months }: Pick<OutletStory, "months">) {
  const words = useWords();
  return (
    <section>
      <h2>{words.say("source.record")}</h2>
      <p class="about">{words.say("source.record.about")}</p>
      {months.length === 0 ? <p class="soft">{words.say("source.record.none")}</p> : <Record months={months} />}
    </section>
  );
}

export function EvidenceSection({ evidence }: Pick<OutletStory, "evidence">) {
  const desk = useDesk();
  const words = useWords();
  return (
    <section>
      <h2>{words.say("source.evidence")}</h2>
      {evidence.length === 0 ? (
        <p class="soft">{words.say("source.evidence.none")}</p>
      ) : (
        <Table
          caption={words.say("source.evidence")}
          rows={evidence}
          keyOf={(each) => each.claim}
          columns={[
            { head: words.say("why.day"), whole: true, cell: (each) => dayInWords(each.day, words.language) },
            {
              head: words.say("why.words"),
              cell: (each) => (
                <>
                  <a class="plain" href={linkTo(desk, "report", each.report, { claim: each.claim })}>
                    <q dir="auto">{straight(each.quote)}</q>
                  </a>
                  {each.against_interest && <span class="soft"> · {words.say("claim.against")}</span>}
                </>
              ),
            },
            { head: words.say("source.outcome"), cell: (each) => (each.was_right ? words.say("source.was.right") : words.say("source.was.wrong")) },
            { head: words.say("source.right"), number: true, cell: (each) => words.percent(each.right) },
          ]}
        />
      )}
    </section>
  );
}

/** Sources with the number of claims, each a link to its page. */
export function CarriedList({ title, carried }: { title: string; carried: OutletStory["carries"] }) {
  const desk = useDesk();
  const words = useWords();
  return (
    <div>
      <h3>{title}</h3>
      {carried.length === 0 ? (
        <p class="soft">{words.say("source.carries.none")}</p>
      ) : (
        <ul>
          {carried.map((each) => (
            <li key={each.id}>
              <a class="plain" href={linkTo(desk, "source", each.id)}>
                <bdi>{each.name}</bdi>
              </a>{" "}
              <span class="soft">{words.say("claims", { count: each.claims })}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function ClaimsSection({ title, claims, all }: { title: string; claims: readonly Claim[]; all: string }) {
  const desk = useDesk();
  const words = useWords();
  return (
    <section>
      <h2>{title}</h2>
      {claims.length === 0 && <p class="soft">{words.say("list.empty")}</p>}
      <ul class="entries">
        {claims.map((claim) => (
          <li key={claim.id}>
            <ClaimEntry claim={claim} desk={desk} />
          </li>
        ))}
      </ul>
      <p class="more">
        <a href={all}>{words.say("source.claims.all")}</a>
      </p>
    </section>
  );
}
