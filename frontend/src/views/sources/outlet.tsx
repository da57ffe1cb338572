/** One outlet: the grade of what it says in its own voice, its record over time, and whose words it carries. */
import { useEffect } from "preact/hooks";
import type { OutletStory } from "../../api/answers";
import { Waiting } from "../../parts/said";
import { useAnswer } from "../../state/ask";
import { asOfParam, linkTo, onDay, useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { GradeMark } from "./grade";
import { CarriedList, ClaimsSection, EvidenceSection, RecordSection } from "./sections";

export function OutletPage({ id }: { id: string }) {
  const desk = useDesk();
  const asked = useAnswer<OutletStory>(`outlets/${encodeURIComponent(id)}`, { as_of: asOfParam(desk, onDay(desk)) });
  if (asked.answer === undefined) return <Waiting asked={asked} />;
  return <Story story={asked.answer} />;
}

function Story({ story }: { story: OutletStory }) {
  const desk = useDesk();
  const words = useWords();
  const { outlet } = story;
  useEffect(() => {
    document.title = `${outlet.name} · Reportedly`;
  }, [outlet.name]);
  return (
    <>
      <header>
        <p class="kicker">
          <a href={linkTo(desk, "sources")}>{words.say("source.back")}</a> · {words.say("outlet.kicker")}
        </p>
        <h1>
          <bdi>{outlet.name}</bdi>
        </h1>
        <p class="lead">
          <GradeMark grade={outlet.grade} />
        </p>
        <p class="soft">
          {words.say("outlet.counts", { reports: outlet.reports, claims: outlet.claims, own: outlet.own })} {story.admissions > 0 && words.say("source.admissions", { count: story.admissions, right: story.admissions_right })}
        </p>
        <p>
          <a href={linkTo(desk, "reports", "", { outlet: outlet.name })}>{words.say("outlet.reports")}</a>
        </p>
      </header>
      <RecordSection months={story.months} />
      <EvidenceSection evidence={story.evidence} />
      <section>
        <h2>{words.say("outlet.carries")}</h2>
        <p class="about">{words.say("outlet.carries.about")}</p>
        <CarriedList title={words.say("outlet.carries.whom")} carried={story.carries} />
      </section>
      <ClaimsSection title={words.say("outlet.claims")} claims={story.claims} all={linkTo(desk, "claims", "", { outlet: outlet.name })} />
    </>
  );
}
