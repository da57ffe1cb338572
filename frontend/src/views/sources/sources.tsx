/** Whose words stand behind the claims, who publishes them, and how their news has fared. */
import { useEffect } from "preact/hooks";
import type { OutletItem, SpeakerItem, Speakers } from "../../api/answers";
import { Waiting } from "../../parts/said";
import { Sign } from "../../parts/signs";
import { dayInWords } from "../../state/days";
import { asOfParam, linkTo, onDay, useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { WordField } from "../lists/filters";
import { usePages } from "../lists/pages";
import { GradeMark } from "./grade";

export function SourcesPage() {
  const desk = useDesk();
  const words = useWords();
  const asOf = asOfParam(desk, onDay(desk));
  const speakers = usePages<SpeakerItem>("speakers", { q: desk.address.params["q"], as_of: asOf });
  const outlets = usePages<OutletItem>("outlets", { as_of: asOf });
  const graded = (speakers.asked.answer as Speakers | undefined)?.graded ?? true;
  useEffect(() => {
    document.title = `${words.say("menu.sources")} · Reportedly`;
  }, [words]);
  return (
    <>
      <h1>{words.say("sources.title")}</h1>
      <p class="lead">{words.say("sources.lead")}</p>
      {!graded && (
        <p class="trouble" role="status">
          {words.say("sources.grading")}
        </p>
      )}
      <section>
        <h2>{words.say("sources.speakers")}</h2>
        <p class="about">{words.say("sources.speakers.about")}</p>
        <div class="filters" role="search">
          <WordField name="q" label={words.say("sources.seek")} wide />
        </div>
        {speakers.asked.answer === undefined ? <Waiting asked={speakers.asked} /> : speakers.items.length === 0 ? <p class="soft">{words.say("list.empty")}</p> : <SpeakerTable rows={speakers.items} />}
        {speakers.more !== undefined && (
          <button type="button" class="more" onClick={speakers.more}>
            {words.say("list.next")}
          </button>
        )}
      </section>
      <section>
        <h2>{words.say("sources.outlets")}</h2>
        <p class="about">{words.say("sources.outlets.about")}</p>
        {outlets.asked.answer === undefined ? <Waiting asked={outlets.asked} /> : outlets.items.length === 0 ? <p class="soft">{words.say("list.empty")}</p> : <OutletTable rows={outlets.items} />}
        {outlets.more !== undefined && (
          <button type="button" class="more" onClick={outlets.more}>
            {words.say("list.next")}
          </button>
        )}
      </section>
    </>
  );
}

function SpeakerTable({ rows }: { rows: readonly SpeakerItem[] }) {
  const desk = useDesk();
  const words = useWords();
  return (
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.say("sources.name")}</th>
            <th scope="col">{words.say("sources.grade")}</th>
            <th scope="col" class="number">
              {words.say("sources.own")}
            </th>
            <th scope="col" class="number">
              {words.say("sources.claims")}
            </th>
            <th scope="col" class="number">
              {words.say("sources.reports")}
            </th>
            <th scope="col">{words.say("sources.days")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" class="source-name">
                {row.sides[0] !== undefined && <Sign about={desk.about} state={row.sides[0]} />}
                <a class="plain" href={linkTo(desk, "source", row.id)}>
                  <bdi>{row.name}</bdi>
                </a>
              </th>
              <td>
                <GradeMark grade={row.grade} />
              </td>
              <td class="number">{words.number(row.own)}</td>
              <td class="number">{words.number(row.claims)}</td>
              <td class="number">{words.number(row.reports)}</td>
              <td>
                <FirstLast first={row.first} last={row.last} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function OutletTable({ rows }: { rows: readonly OutletItem[] }) {
  const desk = useDesk();
  const words = useWords();
  return (
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.say("sources.name")}</th>
            <th scope="col">{words.say("sources.grade")}</th>
            <th scope="col" class="number">
              {words.say("sources.reports")}
            </th>
            <th scope="col" class="number">
              {words.say("sources.claims")}
            </th>
            <th scope="col">{words.say("sources.days")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" class="source-name">
                <a class="plain" href={linkTo(desk, "reports", "", { outlet: row.name })}>
                  <bdi>{row.name}</bdi>
                </a>
              </th>
              <td>
                <GradeMark grade={row.grade} />
              </td>
              <td class="number">{words.number(row.reports)}</td>
              <td class="number">{words.number(row.claims)}</td>
              <td>
                <FirstLast first={row.first} last={row.last} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FirstLast({ first, last }: { first: string | null; last: string | null }) {
  const words = useWords();
  if (first === null || last === null) return <span class="soft">{words.say("day.none")}</span>;
  return <>{first === last ? dayInWords(first, words.language) : `${dayInWords(first, words.language)} – ${dayInWords(last, words.language)}`}</>;
}
