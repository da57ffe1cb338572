/** The story of one place: who is believed to hold it, how that belief moved, on whose words, who says otherwise, and what changed near by. */
import { useEffect, useState } from "preact/hooks";
import type { PlaceStory } from "../../api/answers";
import { beliefSaid, daysSaid, mouthName, StateName, Waiting } from "../../parts/said";
import { Sign } from "../../parts/signs";
import { straight } from "../../parts/straight";
import { Table } from "../../parts/table";
import { useAnswer } from "../../state/ask";
import { certaintyWord, sideName } from "../../state/beliefs";
import { dayInWords, dayNumber, isDay } from "../../state/days";
import { asOfParam, EACH, linkTo, onDay, useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { Band } from "./band";
import { DisputeEntry } from "../lists/dispute-entry";
import { Versions } from "./versions";

const AGAIN = 3000;

export function PlacePage({ id }: { id: string }) {
  const desk = useDesk();
  const words = useWords();
  const on = onDay(desk);
  const [turn, setTurn] = useState(0);
  const asked = useAnswer<PlaceStory>(`places/${encodeURIComponent(id)}`, { on, as_of: asOfParam(desk, on), turn: turn === 0 ? undefined : turn });
  const story = asked.answer;
  // What is disputed takes the server longest where reports are many: the story comes without it first.
  useEffect(() => {
    if (story?.disputes !== null) return;
    const again = setTimeout(() => {
      setTurn((each) => each + 1);
    }, AGAIN);
    return () => {
      clearTimeout(again);
    };
  }, [story]);
  useEffect(() => {
    if (story !== undefined) document.title = `${words.place(story.place.id, story.place.name)} · Reportedly`;
  }, [story, words]);
  if (story === undefined) return <Waiting asked={asked} />;
  return <Story story={story} on={on} />;
}

function Story({ story, on }: { story: PlaceStory; on: string }) {
  const desk = useDesk();
  const words = useWords();
  const { about } = desk;
  const { place } = story;
  const belief = beliefOn(story, on);
  const each = desk.address.params["as_of"] === EACH;
  const series = each ? (story.each_day ?? story.in_hindsight) : story.in_hindsight;
  const lies = [place.admin2, place.admin1].flatMap((part) => (part === null || part === "" ? [] : words.unit(part))).join(", ");
  return (
    <>
      <header>
        <p class="kicker">
          <a href={linkTo(desk, "map")}>{words.say("place.back")}</a>
          {lies !== "" && <> · {lies}</>}
          {place.radius_km > 3 && <> · {words.say("place.precision", { km: Math.round(place.radius_km) })}</>}
        </p>
        <h1>{words.place(place.id, place.name)}</h1>
        <p class="lead">
          <Sign about={about} state={belief.state} certainty={certaintyWord(belief.state, belief.p)} />
          {words.say("place.on", { belief: beliefSaid(words, about, belief.state, belief.p), day: dayInWords(on, words.language, "long") })}
          {belief.since !== null && belief.since !== undefined && belief.state !== "unknown" && <span class="soft"> {words.say("place.since", { days: daysSaid(words, belief.since) })}</span>}
        </p>
        <DayChoice on={on} each={each} />
      </header>

      <section>
        <h2>{words.say("place.band")}</h2>
        <p class="about">{each ? words.say("place.band.each") : words.say("place.band.about")}</p>
        {series === null ? <p class="soft">{words.say("place.band.none")}</p> : <Band series={series} claims={story.claims} on={on} />}
        {story.prior !== null && (
          <p class="small soft">
            {words.say("place.prior", { side: story.prior.holder === "unknown" ? words.say("state.unknown") : sideName(about, story.prior.holder, words.language), day: dayInWords(story.prior.day, words.language), source: story.prior.source })}
          </p>
        )}
      </section>

      <section>
        <h2>{words.say("place.why")}</h2>
        {story.words.length === 0 ? <p class="soft">{words.say("place.why.none")}</p> : <Why story={story} />}
      </section>

      <section>
        <h2>{words.say("place.versions")}</h2>
        <p class="about">{words.say("place.versions.about")}</p>
        <Versions claims={story.claims} />
        {story.claims_total > story.claims.length && (
          <p class="more">
            <a href={linkTo(desk, "claims", "", { place: place.id })}>{words.say("place.claims.all", { count: story.claims_total })}</a>
          </p>
        )}
      </section>

      {(story.disputes === null || story.disputes.length > 0) && (
        <section>
          <h2>{words.say("place.disputes")}</h2>
          {story.disputes === null ? (
            <p class="soft" role="status">
              {words.say("place.disputes.waiting")}
            </p>
          ) : (
            <ul class="entries">
              {story.disputes.map((dispute) => (
                <DisputeEntry key={dispute.first.id + dispute.second.id} dispute={dispute} />
              ))}
            </ul>
          )}
        </section>
      )}

      <section>
        <h2>{words.say("place.near")}</h2>
        {story.neighbours.length === 0 ? (
          <p class="soft">{words.say("place.near.none")}</p>
        ) : (
          <ul class="entries">
            {story.neighbours.map((near) => (
              <li key={near.id}>
                <h3>
                  <a href={linkTo(desk, "place", near.id, { on: near.day })}>{words.place(near.id, near.name)}</a>
                </h3>
                <p class="facts">
                  {words.say("place.near.line", { km: Math.round(near.km), day: dayInWords(near.day, words.language) })} <StateName about={about} state={near.before} /> › <StateName about={about} state={near.after} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

/** Who is believed to hold the place on the day: the story's own day, or, on a written site and while another day is on its way, out of the belief over time. */
function beliefOn({ on: told, belief, in_hindsight: series }: PlaceStory, on: string): PlaceStory["belief"] {
  if (told === on || series === null) return belief;
  const at = dayNumber(on) - dayNumber(series.first);
  const state = series.named[at] ?? "unknown";
  return { ...belief, state, p: state === "unknown" ? 0 : (series.shares[at]?.[series.states.indexOf(state)] ?? 0), since: null };
}

function DayChoice({ on, each }: { on: string; each: boolean }) {
  const desk = useDesk();
  const words = useWords();
  return (
    <div class="filters">
      <label>
        {words.say("days.choose")}
        <input
          type="date"
          value={on}
          max={desk.about.last_day}
          onChange={(event) => {
            if (isDay(event.currentTarget.value)) desk.change({ on: event.currentTarget.value });
          }}
        />
      </label>
      <label>
        {words.say("asof.label")}
        <select
          value={each ? EACH : ""}
          onChange={(event) => {
            desk.change({ as_of: event.currentTarget.value === EACH ? EACH : undefined });
          }}
        >
          <option value="">{words.say("asof.all")}</option>
          <option value={EACH}>{words.say("asof.each")}</option>
        </select>
      </label>
    </div>
  );
}

/** The words that moved the belief most, each with what the belief would be without it. */
function Why({ story }: { story: PlaceStory }) {
  const desk = useDesk();
  const words = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? story.words : story.words.slice(0, 6);
  return (
    <>
      <Table
        caption={words.say("place.why")}
        rows={shown}
        keyOf={(word) => word.claim}
        columns={[
          {
            head: words.say("why.who"),
            cell: (word) => (
              <>
                {word.origin.side !== null && <Sign about={desk.about} state={word.origin.side} />}
                <bdi>{mouthName(words, desk.about, word.origin)}</bdi>
              </>
            ),
          },
          {
            head: words.say("why.words"),
            cell: (word) => (
              <>
                <a class="plain" href={linkTo(desk, "report", word.report, { claim: word.claim })}>
                  <q dir="auto">{straight(word.quote)}</q>
                </a>
                {word.of_place !== null && word.km !== 0 && <span class="soft"> {words.say("why.of", { place: words.unit(word.of_place) })}</span>}
                {!word.agrees && <span class="soft"> · {words.say("why.otherwise")}</span>}
              </>
            ),
          },
          { head: words.say("why.day"), whole: true, cell: (word) => dayInWords(word.day, words.language) },
          { head: words.say("why.share"), number: true, cell: (word) => `${word.share >= 0 ? "+" : "−"}${words.number(Math.round(Math.abs(word.share) * 100))} ${words.say("why.points")}` },
          {
            head: words.say("why.grade"),
            cell: (word) => (
              <abbr title={words.say("why.grade.title", { grade: words.term("grade", word.grade), credibility: words.term("credibility", String(word.credibility)) })}>
                {word.grade}
                {word.credibility}
              </abbr>
            ),
          },
        ]}
      />
      {shown.length > 0 && <Grades words={shown} />}
      {story.words.length > 6 && !all && (
        <button
          type="button"
          class="more"
          onClick={() => {
            setAll(true);
          }}
        >
          {words.say("more", { count: story.words.length - 6 })}
        </button>
      )}
    </>
  );
}

/** What the letters and figures of the table mean, those alone that stand in it: a title over each would not be seen on a phone. */
function Grades({ words: told }: { words: PlaceStory["words"] }) {
  const words = useWords();
  const say = (kind: string, codes: readonly string[]) => [...new Set(codes)].sort().map((code) => `${code} ${words.term(kind, code)}`).join(", ");
  const source = say("grade", told.map((each) => each.grade));
  const word = say("credibility", told.map((each) => String(each.credibility)));
  return <p class="soft small">{words.say("why.grades", { source, word })}</p>;
}
