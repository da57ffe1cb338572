/** Full-text search over the reports, the last published first. */
import { useEffect } from "preact/hooks";
import type { ReportItem, Search } from "../../api/answers";
import { daysSaid } from "../../parts/said";
import { useAnswer } from "../../state/ask";
import { dayInWords } from "../../state/days";
import { asOfParam, linkTo, onDay, useDesk } from "../../state/desk";
import { LANGUAGES, useWords } from "../../state/words";
import { SaveRows } from "./exports";
import { WordField } from "./filters";
import { List } from "./list";
import { usePages } from "./pages";
import { Tabs } from "./tabs";

export function ReportsPage() {
  const desk = useDesk();
  const words = useWords();
  const { q, outlet, language } = desk.address.params;
  const asOf = asOfParam(desk, onDay(desk));
  const listed = usePages<ReportItem>("reports", { q, outlet, language, as_of: asOf });
  const search = useAnswer<Search>(q === undefined ? null : "search", { q, as_of: asOf });
  useEffect(() => {
    document.title = `${words.say("menu.reports")} · Reportedly`;
  }, [words]);
  return (
    <>
      <h1>{words.say("reports.title")}</h1>
      <Tabs />
      <div class="filters" role="search">
        <WordField name="q" label={words.say("reports.search")} wide />
        <WordField name="outlet" label={words.say("filter.outlet")} />
        <label>
          {words.say("filter.language")}
          <select
            value={language ?? ""}
            onChange={(event) => {
              desk.change({ language: event.currentTarget.value || undefined });
            }}
          >
            <option value="">{words.say("filter.any")}</option>
            {Object.entries(LANGUAGES).map(([code, name]) => (
              <option key={code} value={code} lang={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {q !== undefined && search.answer !== undefined && search.answer.places.length + search.answer.speakers.length > 0 && (
        <p class="also">
          {words.say("reports.also")}{" "}
          {search.answer.places.map((place) => (
            <a key={place.id} class="tag" href={linkTo(desk, "place", place.id)}>
              {words.place(place.id, place.name)}
            </a>
          ))}
          {search.answer.speakers.map((speaker) => (
            <a key={speaker.id} class="tag" href={linkTo(desk, "source", speaker.id)}>
              <bdi>{speaker.name}</bdi>
            </a>
          ))}
        </p>
      )}
      <SaveRows
        name="reports"
        path="reports"
        params={{ q, outlet, language, as_of: asOf }}
        columns={({ id, title, outlet: publisher, url, language: written, public: day, published, published_basis, claims }: ReportItem) => ({ id, title, outlet: publisher, url, language: written, public: day, published_earliest: published.earliest, published_latest: published.latest, published_basis, claims })}
      />
      <List listed={listed} count={words.say("reports.count", { count: listed.total ?? listed.items.length })}>
        {listed.items.map((report) => (
          <li key={report.id}>
            <h3 dir="auto">
              <a href={linkTo(desk, "report", report.id)}>{report.title ?? words.say("report.untitled")}</a>
            </h3>
            <p class="facts">
              <bdi>{report.outlet ?? words.say("report.outlet.unknown")}</bdi> · {report.public === null ? daysSaid(words, report.published) : dayInWords(report.public, words.language)} · {words.say("claims", { count: report.claims })}
            </p>
            <p class="excerpt" dir="auto">
              {report.excerpt}
            </p>
          </li>
        ))}
      </List>
    </>
  );
}
