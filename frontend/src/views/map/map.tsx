/** Who reportedly holds what: the day in words, the places as a list, and the map beside it. Heading and list need no map and are painted before it. */
import { useCallback, useLayoutEffect, useMemo, useState } from "preact/hooks";
import type { Areas, DayCounts, Places, Runs, Shapes } from "../../api/answers";
import { Waiting } from "../../parts/said";
import { useAnswer } from "../../state/ask";
import { byWeight, heldOn, sideName, tracksById, type Held } from "../../state/beliefs";
import { dayInWords, isDay } from "../../state/days";
import { askedDay, asOfParam, EACH, onDay, stretch, useDesk, type Desk } from "../../state/desk";
import { useRested } from "../../state/rest";
import { useWords, type Words } from "../../state/words";
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
  // The places are asked for once; the runs bring every other day, so that the slider need not ask. They come when the map is drawn:
  // until then another day is asked for as it is needed.
  const [firstDay] = useState(on);
  const [settled, setSettled] = useState(false);
  const runs = useAnswer<Runs>(settled ? "runs" : null, each ? { each: "1" } : { as_of: asOf });
  const tracks = useMemo(() => tracksById(runs.answer), [runs.answer]);
  const places = useAnswer<Places>("places", { on: tracks === undefined ? askedDay(desk, on) : askedDay(desk, firstDay), as_of: each && tracks === undefined ? on : asOf });
  const counts = useAnswer<DayCounts>(settled || places.answer !== undefined ? "days" : null, { as_of: asOf });
  const areas = useAnswer<Areas>(settled || places.answer !== undefined ? "areas" : null, { as_of: asOf });
  const shapes = useAnswer<Shapes>(settled ? "shapes" : null);
  const [sought, setSought] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);

  const features = useMemo(() => byWeight(named(places.answer?.features ?? [], words)), [places.answer, words]);
  const wide = useMemo(() => (areas.answer === undefined ? undefined : { ...areas.answer, features: named(areas.answer.features, words) }), [areas.answer, words]);
  const held = useMemo(() => heldOn(features, tracks, on), [features, tracks, on]);
  // The list follows a moving day when it rests: writing a hundred lines anew costs more than drawing the map. Kept as they are while days pass, neither is looked at anew.
  const rested = useRested<Rested>(useMemo(() => ({ held, on, desk }), [held, on, desk]), hasOthers);
  const list = useMemo(() => <PlaceList desk={rested.desk} held={rested.held} on={rested.on} sought={sought} seek={setSought} point={setChosen} />, [rested, sought]);
  const legend = useMemo(() => <Legend about={about} />, [about]);
  const span = useMemo(() => {
    const whole = stretch(about);
    return { first: whole.first < on ? whole.first : on, last: whole.last > on ? whole.last : on };
  }, [about, on]);
  useLayoutEffect(() => {
    document.title = `${dayInWords(rested.on, words.language)} · Reportedly`;
  }, [rested.on, words]);

  const settle = useCallback(() => {
    setSettled(true);
  }, []);
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
          <p class="tally">{tracks === undefined && places.answer.on !== on ? words.say("map.waiting") : `${words.say("map.tally", { count: held.length })} ${parts.join(", ")}.`}</p>
        )}
        {legend}
        {list}
      </div>
      <div class="map-frame">
        <Canvas held={held} hasPlaces={places.answer !== undefined} areas={wide} shapes={shapes.answer} on={on} chosen={chosen} onSettled={settle} />
      </div>
      <DayBar counts={counts.answer} first={span.first} last={span.last} on={on} each={each} />
    </>
  );
}

interface Rested {
  held: readonly Held[];
  on: string;
  desk: Desk;
}

/** Other places than before: the list waits for no rest. */
function hasOthers(rested: Rested, now: Rested): boolean {
  return rested.held.length !== now.held.length;
}

/** The same with their names in the reader's language. */
function named<Feature extends { id: string; properties: { name: string } }>(features: readonly Feature[], words: Words): Feature[] {
  return words.language === "en" ? [...features] : features.map((each) => ({ ...each, properties: { ...each.properties, name: words.place(each.id, each.properties.name) } }));
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
