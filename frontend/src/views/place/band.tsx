/** Belief over time as a band whose parts always fill the height, and under it the claims as marks, a lane for each side's word and one for others'. */
import { useMemo, useState } from "preact/hooks";
import type { Series, WitnessClaim } from "../../api/answers";
import { ClaimEntry, mouthName, stateName } from "../../parts/said";
import { useRoom } from "../../parts/room";
import { Table } from "../../parts/table";
import { kindOf } from "../../state/beliefs";
import { addDays, dayInWords, dayNumber, isoDay } from "../../state/days";
import { linkTo, useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { bandPaths, lanesOf, monthTicks, window } from "./band-shape";

/** Room on the left for whose word a lane is, and where the page is narrow. */
const GUTTER = 150;
const NARROW_GUTTER = 76;
const NARROW = 560;
const EDGE = 8;
const BAND = 120;
const LANE = 19;
/** A tick's date needs so much. */
const TICK = 92;

export function Band({ series, claims, on }: { series: Series; claims: readonly WitnessClaim[]; on: string }) {
  const desk = useDesk();
  const words = useWords();
  const { about } = desk;
  const [picked, setPicked] = useState<WitnessClaim | null>(null);
  const [frame, room] = useRoom();
  const gutter = room < NARROW ? NARROW_GUTTER : GUTTER;
  const width = room - gutter - EDGE;
  const { from, to } = useMemo(() => window(series, claims, on), [series, claims, on]);
  const x = (day: number) => ((day - from) / Math.max(1, to - from)) * width;
  const paths = useMemo(() => bandPaths(series, from, to, width, BAND), [series, from, to, width]);
  const lanes = useMemo(() => lanesOf(claims, about.sides.map((side) => side.code), from, to, width), [claims, about, from, to, width]);
  const rows = lanes.reduce((sum, lane) => sum + lane.rows, 0);
  const height = BAND + 14 + rows * LANE + 22;
  let top = BAND + 14;
  const at = dayNumber(on);
  return (
    <div class="band" ref={frame}>
      <svg viewBox={`${-gutter} -4 ${room} ${height + 4}`} role="group" aria-label={words.say("band.label", { from: dayInWords(isoDay(from), words.language), to: dayInWords(isoDay(to), words.language) })}>
        <defs>
          <pattern id="band-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" class="hatch-ground" />
            <line x1="0" y1="0" x2="0" y2="6" class="hatch-line" />
          </pattern>
        </defs>
        <g aria-hidden="true">
          <rect width={width} height={BAND} class="band-ground" />
          {paths.map(({ state, path }) => (
            <path key={state} d={path} class={`band-part ${kindOf(about, state)}`} {...(state === "contested" ? { fill: "url(#band-hatch)" } : {})} />
          ))}
          <line x1="0" x2={width} y1={BAND / 2} y2={BAND / 2} class="half" />
          {monthTicks(from, to, Math.floor(width / TICK)).map((tick) => (
            <g key={tick}>
              <line x1={x(tick)} x2={x(tick)} y1={BAND} y2={height - 16} class="tick" />
              {x(tick) + TICK <= width + 2 * EDGE && (
                <text x={x(tick) + 4} y={height - 4}>
                  {to - from > 70 ? dayInWords(isoDay(tick), words.language, "month") : dayInWords(isoDay(tick), words.language)}
                </text>
              )}
            </g>
          ))}
        </g>
        {lanes.map((lane) => {
          const start = top;
          top += lane.rows * LANE;
          return (
            <g key={lane.side ?? "others"}>
              <text class="lane-name" x={-gutter} y={start + 15} aria-hidden="true">
                {words.say("band.lane", { side: lane.side === null ? words.say("versions.others") : stateName(words, about, lane.side) })}
              </text>
              {lane.marks.map(({ claim, left, right, row }) => (
                <a
                  key={claim.id}
                  href={linkTo(desk, "report", claim.report, { claim: claim.id })}
                  aria-label={`${mouthName(words, about, claim.origin)}: ${words.term("event", claim.event)}. ${claim.quote}. ${claim.copy_of === null ? words.say("band.independent") : words.say("band.copy")}`}
                  onFocus={() => {
                    setPicked(claim);
                  }}
                  onMouseEnter={() => {
                    setPicked(claim);
                  }}
                  class={`mark ${claim.control?.after === undefined || claim.control.after === null ? "plain-mark" : kindOf(about, claim.control.after)} ${claim.copy_of === null ? "" : "copy"} ${picked?.id === claim.id ? "picked" : ""} ${claim.certainty}`}
                >
                  <line x1={left} x2={right} y1={start + row * LANE + 11} y2={start + row * LANE + 11} />
                  <circle cx={right} cy={start + row * LANE + 11} r="6" />
                </a>
              ))}
            </g>
          );
        })}
        <line x1={x(at)} x2={x(at)} y1="-4" y2={height - 16} class="today" aria-hidden="true" />
      </svg>
      <ul class="band-key small soft">
        {series.states.map((state) => (
          <li key={state}>
            <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
              <rect width="16" height="16" class={`band-part ${kindOf(about, state)}`} {...(state === "contested" ? { fill: "url(#band-hatch)" } : {})} />
            </svg>
            {stateName(words, about, state)}
          </li>
        ))}
        <li>{words.say("band.key.independent")}</li>
        <li>{words.say("band.key.copy")}</li>
        <li>{words.say("band.key.day", { day: dayInWords(on, words.language) })}</li>
      </ul>
      <div class="picked-claim" aria-live="polite">
        {picked === null ? (
          <p class="soft">{words.say("band.pick")}</p>
        ) : (
          <div class="entry">
            <ClaimEntry claim={picked} desk={desk}>
              {" "}
              · {picked.copy_of === null ? words.say("band.independent") : words.say("band.copy")}
            </ClaimEntry>
          </div>
        )}
      </div>
      <SeriesTable series={series} from={from} to={to} />
    </div>
  );
}

/** The same numbers as a table: on the days when something changed. */
function SeriesTable({ series, from, to }: { series: Series; from: number; to: number }) {
  const { about } = useDesk();
  const words = useWords();
  const rows: { day: string; shares: number[] }[] = [];
  series.shares.forEach((shares, place) => {
    const day = addDays(series.first, place);
    const number = dayNumber(day);
    const before = rows.at(-1)?.shares;
    const moved = before === undefined || shares.some((share, at) => Math.abs(share - (before[at] ?? 0)) >= 0.05);
    if (number >= from && number <= to && moved) rows.push({ day, shares });
  });
  return (
    <details class="small">
      <summary>{words.say("band.table")}</summary>
      <Table
        caption={words.say("place.band")}
        rows={rows.slice(0, 200)}
        keyOf={(row) => row.day}
        columns={[
          { head: words.say("why.day"), whole: true, cell: (row) => dayInWords(row.day, words.language) },
          ...series.states.map((state, at) => ({ head: stateName(words, about, state), number: true, cell: (row: (typeof rows)[number]) => words.percent(row.shares[at] ?? 0) })),
        ]}
      />
    </details>
  );
}
