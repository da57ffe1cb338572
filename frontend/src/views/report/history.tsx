/** Where a report came from and what became of it: copies, snapshots with their hashes, differences between its texts. */
import type { ReportStory } from "../../api/answers";
import { Reason } from "../../parts/said";
import { Table } from "../../parts/table";
import { dayInWords } from "../../state/days";
import { linkTo, useDesk } from "../../state/desk";
import { useWords } from "../../state/words";

export function Copies({ story }: { story: ReportStory }) {
  const desk = useDesk();
  const words = useWords();
  return (
    <section>
      <h2>{words.say("copies")}</h2>
      {story.copies.length === 0 ? (
        <p class="soft">{words.say("copies.none")}</p>
      ) : (
        <ul class="entries">
          {story.copies.map((copy) => (
            <li key={copy.report}>
              <h3>
                <a href={linkTo(desk, "report", copy.report)} dir="auto">
                  {copy.title ?? words.say("report.untitled")}
                </a>
              </h3>
              <p class="facts">
                <bdi>{copy.outlet ?? words.say("report.outlet.unknown")}</bdi>
                {copy.public !== null && <> · {dayInWords(copy.public, words.language)}</>} · {words.term("relation", copy.relation)}, {words.say("copies.score", { share: words.percent(copy.score) })}
              </p>
              <p class="small">
                <Reason>{copy.why}</Reason>
              </p>
              {copy.source !== null && (
                <p class="small">
                  {copy.source === copy.report ? words.say("copies.there") : words.say("copies.here")} <Reason>{copy.source_why}</Reason>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A text that was read, or a page that it was read in. */
interface Kept {
  key: string;
  what: string;
  retrieved: string | null;
  hash: string;
  kept: string;
}

export function Snapshots({ story }: { story: ReportStory }) {
  const words = useWords();
  const rows: Kept[] = [
    ...story.texts.map((text) => ({ key: text.text_hash, what: words.say("snapshots.text.line", { number: text.ordinal, count: text.characters }), retrieved: text.retrieved, hash: text.text_hash, kept: words.say("snapshots.words") })),
    ...story.snapshots.map((snapshot) => ({
      key: `${snapshot.sha256}-${snapshot.text}-${snapshot.retrieved ?? ""}`,
      what: words.say("snapshots.of", { number: snapshot.text }),
      retrieved: snapshot.retrieved?.slice(0, 10) ?? null,
      hash: snapshot.sha256,
      kept: snapshot.kept ? words.say("snapshots.bytes") : words.say("snapshots.hash.only"),
    })),
  ];
  return (
    <section>
      <h2>{words.say("snapshots")}</h2>
      <Table
        caption={words.say("snapshots")}
        rows={rows}
        keyOf={(row) => row.key}
        columns={[
          { head: words.say("snapshots.text"), cell: (row) => row.what },
          { head: words.say("snapshots.retrieved"), cell: (row) => (row.retrieved === null ? words.say("day.none") : dayInWords(row.retrieved, words.language)) },
          { head: words.say("snapshots.hash"), hash: true, cell: (row) => row.hash },
          { head: words.say("snapshots.kept"), cell: (row) => row.kept },
        ]}
      />
    </section>
  );
}

export function Differences({ story }: { story: ReportStory }) {
  const words = useWords();
  if (story.differences.length === 0) return null;
  return (
    <section>
      <h2>{words.say("differences")}</h2>
      {story.differences.map((difference) => (
        <div key={difference.after}>
          <h3>
            {words.say("differences.between", { before: difference.before, after: difference.after })}
            {difference.public !== null && <span class="soft"> · {dayInWords(difference.public, words.language)}</span>}
          </h3>
          <ul class="difference">
            {difference.lines.map((line, at) => (
              <li key={at} class={line.sign === "+" ? "came" : "went"}>
                <span class="unseen">{line.sign === "+" ? words.say("differences.came") : words.say("differences.went")}: </span>
                <bdi>{line.text}</bdi>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
