/** Where a report came from and what became of it: copies, snapshots with their hashes, differences between its texts. */
import type { ReportStory } from "../../api/answers";
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
                <bdi>{copy.why}</bdi>
                {copy.source !== null && (
                  <>
                    {" "}
                    {copy.source === copy.report ? words.say("copies.there") : words.say("copies.here")} <bdi>{copy.source_why}</bdi>
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function Snapshots({ story }: { story: ReportStory }) {
  const words = useWords();
  return (
    <section>
      <h2>{words.say("snapshots")}</h2>
      <div class="table-frame">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.say("snapshots.text")}</th>
              <th scope="col">{words.say("snapshots.retrieved")}</th>
              <th scope="col">{words.say("snapshots.hash")}</th>
              <th scope="col">{words.say("snapshots.kept")}</th>
            </tr>
          </thead>
          <tbody>
            {story.texts.map((text) => (
              <tr key={text.text_hash}>
                <td>{words.say("snapshots.text.line", { number: text.ordinal, count: text.characters })}</td>
                <td>{text.retrieved === null ? words.say("day.none") : dayInWords(text.retrieved, words.language)}</td>
                <td class="hash">{text.text_hash}</td>
                <td>{words.say("snapshots.words")}</td>
              </tr>
            ))}
            {story.snapshots.map((snapshot) => (
              <tr key={`${snapshot.sha256}-${snapshot.text}-${snapshot.retrieved ?? ""}`}>
                <td>{words.say("snapshots.of", { number: snapshot.text })}</td>
                <td>{snapshot.retrieved === null ? words.say("day.none") : dayInWords(snapshot.retrieved.slice(0, 10), words.language)}</td>
                <td class="hash">{snapshot.sha256}</td>
                <td>{snapshot.kept ? words.say("snapshots.bytes") : words.say("snapshots.hash.only")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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
