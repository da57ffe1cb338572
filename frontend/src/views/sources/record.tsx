/** A source's record over time: the share of its settled news that turned out so, month by month, with how many are settled. */
import type { SpeakerStory } from "../../api/answers";
import { useRoom } from "../../parts/room";
import { Table } from "../../parts/table";
import { dayInWords } from "../../state/days";
import { useWords } from "../../state/words";

/** Its width at most, as in the style sheet: a line of a few months is not stretched over the page. */
const WIDEST = 832;
const HEIGHT = 110;
/** A month's name needs so much. */
const LABEL = 84;

export function Record({ months }: { months: SpeakerStory["months"] }) {
  const words = useWords();
  const [frame, room] = useRoom();
  const width = Math.min(WIDEST, room);
  const step = width / Math.max(1, months.length);
  const points = months.map(({ grade }, at) => `${(at + 0.5) * step} ${HEIGHT - grade.share * HEIGHT}`);
  const every = Math.ceil(months.length / Math.floor(width / LABEL));
  return (
    <div ref={frame}>
      <svg class="record" viewBox={`0 -10 ${width} ${HEIGHT + 34}`} aria-hidden="true">
        {[0, 0.5, 1].map((share) => (
          <line key={share} x1="0" x2={width} y1={HEIGHT * (1 - share)} y2={HEIGHT * (1 - share)} class="tick" />
        ))}
        {points.length > 1 && <path d={`M${points.join("L")}`} />}
        {months.map(({ month, grade }, at) => (
          <g key={month}>
            <circle cx={(at + 0.5) * step} cy={HEIGHT - grade.share * HEIGHT} r={grade.settled < 5 ? 3 : 4.5} class={grade.settled < 5 ? "few" : ""} />
            {at % every === 0 && (
              <text x={Math.min(width - LABEL / 2, Math.max(LABEL / 2, (at + 0.5) * step))} y={HEIGHT + 20}>
                {dayInWords(month, words.language, "month")}
              </text>
            )}
          </g>
        ))}
      </svg>
      <details class="small">
        <summary>{words.say("band.table")}</summary>
        <Table
          caption={words.say("source.record")}
          rows={months}
          keyOf={(each) => each.month}
          columns={[
            { head: words.say("source.month"), cell: ({ month }) => dayInWords(month, words.language, "month") },
            { head: words.say("sources.grade"), cell: ({ grade }) => grade.letter },
            { head: words.say("source.right"), number: true, cell: ({ grade }) => words.percent(grade.share) },
            { head: words.say("source.settled"), number: true, cell: ({ grade }) => words.number(grade.settled) },
          ]}
        />
      </details>
    </div>
  );
}
