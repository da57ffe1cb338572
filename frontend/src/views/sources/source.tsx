/** One source: its grade and the settled news it rests on, what it admitted, whom it carries, its record over time. */
import { useEffect } from "preact/hooks";
import type { SpeakerStory } from "../../api/answers";
import { ClaimEntry, Waiting } from "../../parts/said";
import { Sign } from "../../parts/signs";
import { useAnswer } from "../../state/ask";
import { sideName } from "../../state/beliefs";
import { dayInWords } from "../../state/days";
import { asOfParam, linkTo, onDay, useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { GradeMark } from "./grade";
import { Record } from "./record";

export function SourcePage({ id }: { id: string }) {
  const desk = useDesk();
  const asked = useAnswer<SpeakerStory>(`speakers/${encodeURIComponent(id)}`, { as_of: asOfParam(desk, onDay(desk)) });
  if (asked.answer === undefined) return <Waiting asked={asked} />;
  return <Story story={asked.answer} />;
}

function Story({ story }: { story: SpeakerStory }) {
  const desk = useDesk();
  const words = useWords();
  const { speaker } = story;
  useEffect(() => {
    document.title = `${speaker.name} · Reportedly`;
  }, [speaker.name]);
  return (
    <>
      <header>
        <p class="kicker">
          <a href={linkTo(desk, "sources")}>{words.say("source.back")}</a>
          {speaker.kind !== null && <> · {words.term("actor", speaker.kind)}</>}
        </p>
        <h1>
          <bdi>{speaker.name}</bdi>
        </h1>
        <p class="lead">
          <GradeMark grade={speaker.grade} />
          {speaker.sides.map((side) => (
            <span key={side}>
              {" · "}
              <Sign about={desk.about} state={side} />
              {words.say("source.side", { side: sideName(desk.about, side, words.language) })}
            </span>
          ))}
        </p>
        <p class="soft">
          {words.say("source.said", { count: speaker.own })} {words.say("source.stands", { count: speaker.claims })} {words.say("source.admissions", { count: story.admissions, right: story.admissions_right })}
        </p>
      </header>
      <section>
        <h2>{words.say("source.record")}</h2>
        <p class="about">{words.say("source.record.about")}</p>
        {story.months.length === 0 ? <p class="soft">{words.say("source.record.none")}</p> : <Record months={story.months} />}
      </section>
      <section>
        <h2>{words.say("source.evidence")}</h2>
        {story.evidence.length === 0 ? (
          <p class="soft">{words.say("source.evidence.none")}</p>
        ) : (
          <div class="table-frame">
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.say("why.day")}</th>
                  <th scope="col">{words.say("why.words")}</th>
                  <th scope="col">{words.say("source.outcome")}</th>
                  <th scope="col" class="number">
                    {words.say("source.right")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {story.evidence.map((each) => (
                  <tr key={each.claim}>
                    <td>{dayInWords(each.day, words.language)}</td>
                    <td>
                      <a class="plain" href={linkTo(desk, "report", each.report, { claim: each.claim })}>
                        <q dir="auto">{each.quote}</q>
                      </a>
                      {each.against_interest && <span class="soft"> · {words.say("claim.against")}</span>}
                    </td>
                    <td>{each.was_right ? words.say("source.was.right") : words.say("source.was.wrong")}</td>
                    <td class="number">{words.percent(each.right)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <section>
        <h2>{words.say("source.carries")}</h2>
        <div class="pair">
          {(
            [
              ["source.carries.whom", story.carries],
              ["source.carries.by", story.carried_by],
            ] as const
          ).map(([key, carried]) => (
            <div key={key}>
              <h3>{words.say(key)}</h3>
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
          ))}
        </div>
      </section>
      <section>
        <h2>{words.say("source.claims")}</h2>
        <ul class="entries">
          {story.claims.map((claim) => (
            <li key={claim.id}>
              <ClaimEntry claim={claim} desk={desk} />
            </li>
          ))}
        </ul>
        <p class="more">
          <a href={linkTo(desk, "claims", "", { source: speaker.id })}>{words.say("source.claims.all")}</a>
        </p>
      </section>
    </>
  );
}
