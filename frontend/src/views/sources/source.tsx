/** One source: its grade and the settled news it rests on, what it admitted, whom it carries, its record over time. */
import { useEffect } from "preact/hooks";
import type { SpeakerStory } from "../../api/answers";
import { Waiting } from "../../parts/said";
import { Sign } from "../../parts/signs";
import { useAnswer } from "../../state/ask";
import { sideName } from "../../state/beliefs";
import { asOfParam, linkTo, onDay, useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { GradeMark } from "./grade";
import { CarriedList, ClaimsSection, EvidenceSection, RecordSection } from "./sections";

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
          {words.say("source.said", { count: speaker.own })} {words.say("source.stands", { count: speaker.claims })} {story.admissions > 0 && words.say("source.admissions", { count: story.admissions, right: story.admissions_right })}
        </p>
      </header>
      <RecordSection months={story.months} />
      <EvidenceSection evidence={story.evidence} />
      <section>
        <h2>{words.say("source.carries")}</h2>
        <div class="pair">
          <CarriedList title={words.say("source.carries.whom")} carried={story.carries} />
          <CarriedList title={words.say("source.carries.by")} carried={story.carried_by} />
        </div>
      </section>
      <ClaimsSection title={words.say("source.claims")} claims={story.claims} all={linkTo(desk, "claims", "", { source: speaker.id })} />
    </>
  );
}
