/** Who reportedly holds what: the day in words, the places as a list, and the map beside it. Heading and list need no map and are painted before it. */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Areas, DayCounts, Places, Runs } from "../../api/answers";
import { Waiting } from "../../parts/said";
import { useAnswer } from "../../state/ask";
import { heldOn, runsById, sideName } from "../../state/beliefs";
import { dayInWords, isDay } from "../../state/days";
import { asOfParam, EACH, onDay, stretch, useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { Canvas } from "./canvas";
import { DayBar } from "./daybar";
import { Legend } from "./legend";
import { PlaceList } from "./list";

export function MapPage() {
  const desk = useDesk();
  const words = useWords();
  const { about, address } = desk;
  const on = onDay(desk);
  const asked = address.params["as_of"];
  const each = asked === EACH;
  const asOf = each ? undefined : asOfParam(desk, on);
  // The places are asked for once; the runs bring every other day, so that the slider need not ask.
  const [firstDay] = useState(on);
  const places = useAnswer<Places>("places", { on: firstDay, as_of: asOf });
  const runs = useAnswer<Runs>("runs", each ? { each: "1" } : { as_of: asOf });
  const counts = useAnswer<DayCounts>("days", { as_of: asOf });
  const areas = useAnswer<Areas>("areas", { as_of: asOf });
  const [sought, setSought] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);

  const byId = useMemo(() => runsById(runs.answer), [runs.answer]);
  const held = useMemo(() => heldOn(places.answer?.features ?? [], byId, on), [places.answer, byId, on]);
  const span = useMemo(() => {
    const whole = stretch(about);
    return { first: whole.first < on ? whole.first : on, last: whole.last > on ? whole.last : on };
  }, [about, on]);
  useEffect(() => {
    document.title = `${dayInWords(on, words.language)} · Reportedly`;
  }, [on, words]);

  const tally = useMemo(() => {
    const count = new Map<string, number>();
    for (const each of held) count.set(each.state, (count.get(each.state) ?? 0) + 1);
    return count;
  }, [held]);
  const parts = [
    ...about.sides.map((side) => words.say("map.tally.side", { count: tally.get(side.code) ?? 0, side: sideName(about, side.code, words.language) })),
    words.say("map.tally.contested", { count: tally.get("contested") ?? 0 }),
    words.say("map.tally.unknown", { count: tally.get("unknown") ?? 0 }),
  ];

  return (
    <>
      <div class="map-side">
        <header>
          <p class="kicker">{words.say("map.kicker")}</p>
          <h1>{dayInWords(on, words.language, "long")}</h1>
          <AsOf each={each} asked={asked} on={on} />
        </header>
        {places.answer === undefined ? (
          <Waiting asked={places} />
        ) : (
          <p class="tally">
            {words.say("map.tally", { count: held.length })} {parts.join(", ")}.
          </p>
        )}
        <Legend about={about} />
        <PlaceList held={held} on={on} sought={sought} seek={setSought} point={setChosen} />
      </div>
      <div class="map-frame">
        <Canvas held={held} areas={areas.answer} on={on} chosen={chosen} />
      </div>
      <DayBar counts={counts.answer} first={span.first} last={span.last} on={on} each={each} />
    </>
  );
}

/** By what was known: all that is known today, what was public on each day itself, or by a day of one's choice. */
function AsOf({ each, asked, on }: { each: boolean; asked: string | undefined; on: string }) {
  const desk = useDesk();
  const words = useWords();
  const chosen = isDay(asked);
  return (
    <fieldset class="as-of">
      <legend class="unseen">{words.say("asof.label")}</legend>
      <label>
        <input
          type="radio"
          name="as-of"
          checked={!each && !chosen}
          onChange={() => {
            desk.change({ as_of: undefined });
          }}
        />
        <span>{words.say("asof.all")}</span>
      </label>
      <label>
        <input
          type="radio"
          name="as-of"
          checked={each}
          onChange={() => {
            desk.change({ as_of: EACH });
          }}
        />
        <span>{words.say("asof.each")}</span>
      </label>
      <label>
        <input
          type="radio"
          name="as-of"
          checked={chosen}
          onChange={() => {
            desk.change({ as_of: on });
          }}
        />
        <span>{words.say("asof.day")}</span>
      </label>
      {chosen && (
        <input
          type="date"
          aria-label={words.say("asof.day")}
          value={asked}
          onChange={(event) => {
            if (isDay(event.currentTarget.value)) desk.change({ as_of: event.currentTarget.value });
          }}
        />
      )}
    </fieldset>
  );
}
