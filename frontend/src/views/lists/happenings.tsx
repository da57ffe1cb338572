/** Events that several reports tell of, each with how many independent witnesses it has. */
import type { Happening } from "../../api/answers";
import { daysSaid, mouthName, opening, Reason } from "../../parts/said";
import { Sign } from "../../parts/signs";
import { straight } from "../../parts/straight";
import { linkTo, useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { SaveRows } from "./exports";
import { questionOf } from "./filters";
import { EventFilters, ListPage } from "./list-page";
import { usePages } from "./pages";

export function HappeningsPage() {
  const desk = useDesk();
  const words = useWords();
  const question = questionOf(desk);
  return (
    <ListPage
      title="happenings.title"
      filters={<EventFilters />}
      files={
        <SaveRows
          name="happenings"
          path="happenings"
          params={question}
          columns={({ id, event, place, days, witnesses, reports, quote }: Happening) => ({ id, event, place: place.name, place_id: place.id, lat: place.lat, lon: place.lon, earliest: days.earliest, latest: days.latest, reports: reports.length, witnesses: witnesses.length, told_by: witnesses.map((mouth) => mouthName(words, desk.about, mouth)).join("; "), quote })}
          point={({ place }) => [place.lon, place.lat]}
        />
      }
      listed={usePages<Happening>("happenings", question)}
      count="happenings.count"
      entry={(happening) => <HappeningEntry key={happening.id} happening={happening} />}
    />
  );
}

function HappeningEntry({ happening }: { happening: Happening }) {
  const desk = useDesk();
  const words = useWords();
  return (
    <li>
      <h3>
        {opening(words.term("event", happening.event))}, <a href={linkTo(desk, "place", happening.place.id)}>{words.place(happening.place.id, happening.place.name)}</a>
      </h3>
      <p class="facts">
        {daysSaid(words, happening.days)} · {words.say("reports.n", { count: happening.reports.length })} · {words.say("witnesses", { count: happening.witnesses.length })}
      </p>
      <p>
        <q dir="auto">{straight(happening.quote)}</q>
      </p>
      <p class="facts">
        {words.say("happenings.by")}{" "}
        {happening.witnesses.slice(0, 8).map((mouth, at) => (
          <span key={mouth.id}>
            {at > 0 && ", "}
            {mouth.side !== null && <Sign about={desk.about} state={mouth.side} />}
            <bdi>{mouthName(words, desk.about, mouth)}</bdi>
          </span>
        ))}
      </p>
      <details class="small">
        <summary>{words.say("happenings.reports")}</summary>
        <ul>
          {happening.reports.slice(0, 40).map((report) => (
            <li key={report}>
              <a href={linkTo(desk, "report", report)}>{report}</a>
            </li>
          ))}
        </ul>
        {happening.why.map((reason) => (
          <p key={reason}>
            <Reason>{reason}</Reason>
          </p>
        ))}
      </details>
    </li>
  );
}
