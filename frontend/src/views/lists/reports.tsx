/** Full-text search over the reports, the last published first. */
import type { ReportItem, Search } from "../../api/answers";
import { daysSaid } from "../../parts/said";
import { useAnswer } from "../../state/ask";
import { dayInWords } from "../../state/days";
import { asOfParam, linkTo, onDay, useDesk } from "../../state/desk";
import { LANGUAGES, useWords } from "../../state/words";
import { SaveRows } from "./exports";
import { WordField } from "./filters";
import { ListPage } from "./list-page";
import { usePages } from "./pages";

export function ReportsPage() {
  const desk = useDesk();
  const words = useWords();
  const { q, outlet, language } = desk.address.params;
  const params = { q, outlet, language, as_of: asOfParam(desk, onDay(desk)) };
  const search = useAnswer<Search>(q === undefined ? null : "search", { q, as_of: params.as_of });
  return (
    <ListPage
      title="reports.title"
      filters={
        <>
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
        </>
      }
      files={
        <>
          {q !== undefined && search.answer !== undefined && <AlsoCalled found={search.answer} />}
          <SaveRows
            name="reports"
            path="reports"
            params={params}
            columns={({ id, title, outlet: publisher, url, language: written, public: day, published, published_basis, claims }: ReportItem) => ({ id, title, outlet: publisher, url, language: written, public: day, published_earliest: published.earliest, published_latest: published.latest, published_basis, claims })}
          />
        </>
      }
      listed={usePages<ReportItem>("reports", params)}
      count="reports.count"
      entry={(report) => (
        <li key={report.id}>
          <h3 dir="auto">
            <a href={linkTo(desk, "report", report.id)}>{report.title ?? (report.excerpt || words.say("report.untitled"))}</a>
          </h3>
          <p class="facts">
            <bdi>{report.outlet ?? words.say("report.outlet.unknown")}</bdi> · {report.public === null ? daysSaid(words, report.published) : dayInWords(report.public, words.language)} · {words.say("claims", { count: report.claims })}
          </p>
          {report.title !== null && (
            <p class="excerpt" dir="auto">
              {report.excerpt}
            </p>
          )}
        </li>
      )}
    />
  );
}

/** Places and speakers that the words call; where they call no place, those that may be meant. */
function AlsoCalled({ found }: { found: Search }) {
  const desk = useDesk();
  const words = useWords();
  const meant = found.places.some((place) => place.meant);
  const places = found.places.map((place) => (
    <a key={place.id} class="tag" href={place.kind === "settlement" ? linkTo(desk, "place", place.id) : linkTo(desk, "claims", "", { place: place.id })}>
      {words.place(place.id, place.name)}
      {place.admin1 !== null && place.admin1 !== place.name && <span class="soft">, {words.unit(place.admin1)}</span>}
    </a>
  ));
  const speakers = found.speakers.map((speaker) => (
    <a key={speaker.id} class="tag" href={linkTo(desk, "source", speaker.id)}>
      <bdi>{speaker.name}</bdi>
    </a>
  ));
  return (
    <>
      {meant && (
        <p class="also" role="status">
          {words.say("reports.meant")} {places}
        </p>
      )}
      {(meant ? speakers : [...places, ...speakers]).length > 0 && (
        <p class="also">
          {words.say("reports.also")} {meant ? speakers : [...places, ...speakers]}
        </p>
      )}
    </>
  );
}
