/** One report: what it says, where it came from, who copied it, and how its text changed. */
import { useEffect, useMemo } from "preact/hooks";
import type { Reading, ReportStory } from "../../api/answers";
import { daysSaid, mouthName, Reason, Waiting } from "../../parts/said";
import { useAnswer } from "../../state/ask";
import { isDay } from "../../state/days";
import { linkTo, useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { Copies, Differences, Snapshots } from "./history";
import type { Standing } from "./notes";
import { ReadingView } from "./reading";
import { safeLink } from "./links";

export function ReportPage({ id }: { id: string }) {
  const desk = useDesk();
  const asOf = desk.address.params["as_of"];
  const asked = useAnswer<ReportStory>(`reports/${encodeURIComponent(id)}`, { as_of: isDay(asOf) ? asOf : undefined });
  if (asked.answer === undefined) return <Waiting asked={asked} />;
  return <Story story={asked.answer} />;
}

function Story({ story }: { story: ReportStory }) {
  const desk = useDesk();
  const words = useWords();
  const reading = story.reading as unknown as Reading | null;
  const wanted = desk.address.params["claim"];
  const standing = useMemo(() => new Map<string, Standing>(story.claims.map((claim) => [claim.ref, { origin: mouthName(words, desk.about, claim.origin), counts: claim.counts }])), [story, words, desk.about]);
  const first = story.claims.find((claim) => claim.id === wanted)?.ref;
  const title = story.title ?? words.say("report.untitled");
  useEffect(() => {
    document.title = `${title} · Reportedly`;
  }, [title]);
  return (
    <article>
      <ReportHead reading={reading} title={title} outlet={story.outlet} url={story.url} />
      {story.first !== null && (
        <p class="trouble">
          {words.say("report.copy")} <a href={linkTo(desk, "report", story.first)}>{words.say("report.copy.first")}</a>
        </p>
      )}
      {story.forgotten !== null && <p class="trouble">{words.say("report.forgotten", { by: story.forgotten.by, reason: story.forgotten.reason })}</p>}
      {story.judgements.length > 0 && (
        <ul class="trouble">
          {story.judgements.map((each) => (
            <li key={each.id}>
              {words.term("judgement", each.kind)}: <bdi>{each.why}</bdi> <span class="soft">({each.by})</span>
            </li>
          ))}
        </ul>
      )}
      {reading === null ? story.forgotten === null && <p class="soft">{words.say("report.none")}</p> : <ReadingView reading={reading} first={first} standing={standing} />}
      {desk.about.may_judge && (
        <p>
          <a href={linkTo(desk, "judgements", "", { subject: story.id })}>{words.say("judge.report")}</a>
        </p>
      )}
      <Copies story={story} />
      <Snapshots story={story} />
      <Differences story={story} />
    </article>
  );
}

/** Title, outlet, day of publication with its proof, length, what was found: the head of a report, in the ledger or dropped. */
export function ReportHead({ reading, title, outlet, url }: { reading: Reading | null; title: string; outlet: string | null; url: string | null }) {
  const words = useWords();
  const published = reading?.report.published;
  return (
    <header>
      <p class="kicker">
        <bdi>{outlet ?? words.say("report.outlet.unknown")}</bdi>
      </p>
      <h1 dir="auto">{title}</h1>
      <dl class="facts-list">
        {published !== undefined && (
          <div>
            <dt>{words.say("report.published")}</dt>
            <dd>
              {daysSaid(words, published)} <span class="soft">· {words.term("published", published.basis)}</span>
              {published.basis !== "given" && published.basis !== "metadata" && published.why !== "" && <span class="why soft"><Reason>{published.why}</Reason></span>}
            </dd>
          </div>
        )}
        {reading !== null && (
          <div>
            <dt>{words.say("report.found")}</dt>
            <dd>
              {words.say("claims", { count: reading.claims.length })}, {words.say("findings", { count: reading.findings.length })}, {words.say("report.characters", { count: reading.report.text.length })}
            </dd>
          </div>
        )}
        {url !== null && (
          <div>
            <dt>{words.say("report.address")}</dt>
            <dd>
              <Address url={url} />
            </dd>
          </div>
        )}
      </dl>
    </header>
  );
}

/** An address from a report: a link where it is one of the web, else its words. */
function Address({ url }: { url: string }) {
  const href = safeLink(url);
  if (href === null) return <bdi>{url}</bdi>;
  return (
    <a href={href} rel="noreferrer noopener nofollow">
      <bdi>{url}</bdi>
    </a>
  );
}
