/** A report as it was read: its text with every mark, and beside each paragraph the claims made in it and what a copy desk would ask. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ReadFinding, Reading } from "../../api/answers";
import { useWords } from "../../state/words";
import { partsOf } from "./chain";
import { ClaimNote, FindingNote, type Standing } from "./notes";
import { paragraphsOf, type Paragraph, type Segment } from "./marks";

const AT_ONCE = 120;
const MORE = 600;

interface Props {
  reading: Reading;
  /** Which claim of the reading is looked at first. */
  first?: string | undefined;
  /** What the ledger adds to the claims; nothing for a report that is in none. */
  standing?: ReadonlyMap<string, Standing>;
}

export function ReadingView({ reading, first, standing }: Props) {
  const words = useWords();
  const paragraphs = useMemo(() => paragraphsOf(reading), [reading]);
  const [active, setActive] = useState<string | undefined>(first);
  const firstAt = paragraphs.findIndex((paragraph) => first !== undefined && paragraph.claims.includes(first));
  const [shown, setShown] = useState(Math.max(AT_ONCE, firstAt + 1));
  const lit = useMemo(() => partsOf(reading.claims.find((claim) => claim.id === active)), [reading, active]);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (first !== undefined) frame.current?.querySelector(`[data-claim="${CSS.escape(first)}"]`)?.scrollIntoView({ block: "center" });
  }, [first]);

  const placed = new Set(paragraphs.flatMap((paragraph) => paragraph.findings));
  const loose = reading.findings.map((finding, at) => ({ finding, at })).filter(({ at }) => !placed.has(at));
  return (
    <div class="reading" ref={frame}>
      <Key />
      {loose.length > 0 && (
        <div class="loose">
          {loose.map(({ finding, at }) => (
            <FindingNote key={at} finding={finding} number={at + 1} />
          ))}
        </div>
      )}
      <div class="rows" {...(reading.report.language === null ? {} : { lang: reading.report.language })}>
        {paragraphs.slice(0, shown).map((paragraph, at) => (
          <Row key={paragraph.start} paragraph={paragraph} furniture={paragraph.kind === "chrome" && paragraphs[at - 1]?.kind !== "chrome"} reading={reading} lit={paragraph.segments.some((segment) => segment.marks.some((mark) => lit.has(mark.id))) ? lit : NONE} active={active !== undefined && paragraph.claims.includes(active) ? active : undefined} activate={setActive} {...(standing === undefined ? {} : { standing })} />
        ))}
      </div>
      {paragraphs.length > shown && (
        <button
          type="button"
          class="more"
          onClick={() => {
            setShown(shown + MORE);
          }}
        >
          {words.say("report.more", { count: paragraphs.length - shown })}
        </button>
      )}
      {reading.issues.length > 0 && (
        <section>
          <h2>{words.say("report.issues")}</h2>
          <ul>
            {reading.issues.map((issue, at) => (
              <li key={at}>
                <bdi>{issue.message}</bdi> <span class="soft small">{issue.code}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

const NONE: ReadonlySet<string> = new Set();

interface RowProps {
  paragraph: Paragraph;
  /** The first of a row of lines that are page furniture: it says so, once. */
  furniture: boolean;
  reading: Reading;
  lit: ReadonlySet<string>;
  active: string | undefined;
  activate: (claim: string | undefined) => void;
  standing?: ReadonlyMap<string, Standing>;
}

function Row({ paragraph, furniture, reading, lit, active, activate, standing }: RowProps) {
  const words = useWords();
  const claims = paragraph.claims.flatMap((id) => reading.claims.flatMap((claim, at) => (claim.id === id ? [{ claim, number: at + 1 }] : [])));
  const findings = paragraph.findings.flatMap((at): { finding: ReadFinding; number: number }[] => {
    const finding = reading.findings[at];
    return finding === undefined ? [] : [{ finding, number: at + 1 }];
  });
  const Words = paragraph.kind === "headline" ? "h2" : paragraph.kind === "subheading" ? "h3" : "p";
  return (
    <div class={`row ${paragraph.kind}`}>
      <Words class="words" dir="auto">
        {furniture && <span class="furniture">{words.say("report.furniture")} </span>}
        {paragraph.segments.map((segment) => (
          <Stretch key={segment.start} segment={segment} lit={lit} activate={activate} />
        ))}
      </Words>
      {claims.length + findings.length > 0 && (
        <aside class="notes" aria-label={words.say("report.notes")} lang={words.language}>
          {claims.map(({ claim, number }) => (
            <ClaimNote key={claim.id} claim={claim} number={number} reading={reading} active={active === claim.id} activate={activate} standing={standing?.get(claim.id)} />
          ))}
          {findings.map(({ finding, number }) => (
            <FindingNote key={number} finding={finding} number={number} />
          ))}
        </aside>
      )}
    </div>
  );
}

function Stretch({ segment, lit, activate }: { segment: Segment; lit: ReadonlySet<string>; activate: (claim: string) => void }) {
  const words = useWords();
  const kinds = [...new Set<string>(segment.marks.map((mark) => mark.kind))];
  if (segment.marks.some((mark) => mark.kind !== "finding" && lit.has(mark.id))) kinds.push("lit");
  const claim = segment.marks.find((mark) => mark.kind === "trigger") ?? segment.marks.find((mark) => mark.kind === "claim");
  return (
    <>
      {kinds.length === 0 ? (
        segment.text
      ) : (
        <span
          class={kinds.join(" ")}
          {...(claim === undefined
            ? {}
            : {
                onClick: () => {
                  activate(claim.id);
                },
              })}
        >
          {segment.text}
        </span>
      )}
      {segment.labels.map((label) =>
        label.kind === "claim" ? (
          <sup key={`c${label.number}`}>
            <button
              type="button"
              class="label"
              aria-label={words.say("report.claim.label", { number: label.number })}
              onClick={() => {
                activate(label.id);
              }}
            >
              {label.number}
            </button>
          </sup>
        ) : (
          <sup key={`f${label.number}`} class="label asked" aria-label={words.say("report.finding.label", { number: label.number })} role="note">
            ?{label.number}
          </sup>
        ),
      )}
    </>
  );
}

/** How to read the marks; open on request. */
function Key() {
  const words = useWords();
  return (
    <details class="marks-key small">
      <summary>{words.say("marks.label")}</summary>
      <ul>
        <li>
          <span class="claim">{words.say("marks.claim")}</span>
        </li>
        <li>
          <span class="claim trigger">{words.say("marks.trigger")}</span>
        </li>
        <li>
          <span class="source">{words.say("marks.source")}</span>, <span class="cue">{words.say("marks.cue")}</span>
        </li>
        <li>
          <span class="place">{words.say("marks.place")}</span>
        </li>
        <li>
          <span class="day">{words.say("marks.day")}</span>
        </li>
        <li>
          <span class="quantity">{words.say("marks.quantity")}</span>
        </li>
        <li>
          <span class="actor">{words.say("marks.actor")}</span>
        </li>
        <li>
          <span class="finding">{words.say("marks.finding")}</span>
        </li>
      </ul>
    </details>
  );
}
