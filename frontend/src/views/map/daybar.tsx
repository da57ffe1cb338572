/** The day slider, with the claims of each day under it. The range input is the browser's own: keys, touch and screen readers work as everywhere. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { DayCounts } from "../../api/answers";
import { addDays, dayInWords, dayNumber, isDay, isoDay } from "../../state/days";
import { useDesk } from "../../state/desk";
import { lessMotion } from "../../state/look";
import { useRested } from "../../state/rest";
import { useWords } from "../../state/words";

const BARS = 240;

interface Props {
  counts: DayCounts | undefined;
  first: string;
  last: string;
  on: string;
  each: boolean;
}

export function DayBar({ counts, first, last, on, each }: Props) {
  const desk = useDesk();
  const words = useWords();
  const from = dayNumber(first);
  const to = dayNumber(last);
  const at = dayNumber(on);
  const [playing, setPlaying] = useState(false);
  const byDay = useMemo(() => new Map((counts?.items ?? []).map((item) => [item.day, item])), [counts]);
  const today = byDay.get(on);
  const show = (day: number) => {
    desk.pass(isoDay(Math.min(to, Math.max(from, day))));
  };

  const now = useRef(at);
  now.current = at;
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(
      () => {
        if (now.current >= to) setPlaying(false);
        else desk.pass(isoDay(now.current + 1));
      },
      lessMotion() ? 1200 : 350,
    );
    return () => {
      clearInterval(timer);
    };
  }, [playing, to, desk.pass]);

  // The browser's own field for a date takes as long to show another as all of the map: it follows when the day rests.
  const restedOn = useRested(on);
  const picker = useMemo(
    () => (
      <input
        type="date"
        aria-label={words.say("days.choose")}
        value={restedOn}
        min={first}
        max={desk.about.last_day}
        onChange={(event) => {
          if (isDay(event.currentTarget.value)) desk.change({ on: event.currentTarget.value });
        }}
      />
    ),
    [restedOn, words, first, desk.about, desk.change],
  );
  const months = useMemo(() => <Months from={from} to={to} />, [from, to, words]);

  const claims = words.say("days.claims", { count: today?.claims ?? 0 });
  return (
    <section class="day-bar" aria-label={words.say("days.label")}>
      <div class="day-buttons">
        <button
          type="button"
          onClick={() => {
            if (at >= to) show(from);
            setPlaying(!playing);
          }}
          aria-pressed={playing}
        >
          {playing ? words.say("days.stop") : words.say("days.play")}
        </button>
        <button
          type="button"
          disabled={at <= from}
          onClick={() => {
            show(at - 1);
          }}
        >
          {words.say("days.before")}
        </button>
        <button
          type="button"
          disabled={at >= to}
          onClick={() => {
            show(at + 1);
          }}
        >
          {words.say("days.after")}
        </button>
        {picker}
        <p class="soft">{each ? `${claims} · ${words.say("asof.each.note")}` : claims}</p>
      </div>
      <div class="day-track">
        <Bars counts={counts} from={from} to={to} at={at} />
        <input
          type="range"
          min={from}
          max={to}
          step={1}
          value={at}
          aria-label={words.say("days.slider")}
          aria-valuetext={`${dayInWords(on, words.language, "long")}, ${claims}`}
          onInput={(event) => {
            setPlaying(false);
            show(Number(event.currentTarget.value));
          }}
          onKeyDown={(event) => {
            const by = event.key === "PageUp" ? 7 : event.key === "PageDown" ? -7 : 0;
            if (by === 0) return;
            event.preventDefault();
            show(at + by);
          }}
        />
        {months}
      </div>
    </section>
  );
}

/** Claims by day, or by some days where there are more days than bars. */
function Bars({ counts, from, to, at }: { counts: DayCounts | undefined; from: number; to: number; at: number }) {
  const days = to - from + 1;
  const width = Math.max(1, Math.ceil(days / BARS));
  const bars = useMemo(() => {
    const heights = new Array<number>(Math.ceil(days / width)).fill(0);
    for (const item of counts?.items ?? []) {
      const place = Math.floor((dayNumber(item.day) - from) / width);
      if (place >= 0 && place < heights.length) heights[place] = (heights[place] ?? 0) + item.claims;
    }
    return heights;
  }, [counts, from, days, width]);
  const most = Math.max(1, ...bars);
  const now = Math.floor((at - from) / width);
  // A square root: one busy day does not make the others vanish. All as one path: a day changes one bar, not 240. A bar stands where the slider stands on its day.
  const wide = Math.min(0.76 * width, Math.max(1, days - 1) / 60);
  const bar = (count: number, place: number) => {
    const height = 38 * Math.sqrt(count / most);
    return count === 0 ? "" : `M${place * width + (width - 1) / 2 - wide / 2} 40v${-height}h${wide}V40z`;
  };
  const all = useMemo(() => bars.map(bar).join(""), [bars]);
  return (
    <svg class="bars" viewBox={`0 0 ${Math.max(1, days - 1)} 40`} preserveAspectRatio="none" aria-hidden="true">
      <path d={all} />
      <path class="now" d={bar(bars[now] ?? 0, now)} />
    </svg>
  );
}

/** The months under the slider: as many as fit. */
function Months({ from, to }: { from: number; to: number }) {
  const words = useWords();
  const marks: { at: number; day: string }[] = [];
  for (let day = `${isoDay(from).slice(0, 7)}-01`; dayNumber(day) <= to; day = `${addDays(day, 31).slice(0, 7)}-01`) if (dayNumber(day) >= from) marks.push({ at: dayNumber(day), day });
  const room = innerWidth < 640 ? 3 : innerWidth < 1000 ? 6 : 9;
  const every = [1, 2, 3, 6, 12, 24].find((step) => marks.length / step <= room) ?? 48;
  const span = Math.max(1, to - from);
  // A name that would hang over the edge is left out.
  const kept = marks.filter((mark, place) => place % every === 0 && (mark.at - from) / span < (room === 3 ? 0.75 : 0.9));
  return (
    <div class="months" aria-hidden="true">
      {kept.length === 0 ? (
        <span class="only">{dayInWords(isoDay(from), words.language)}</span>
      ) : (
        kept.map(({ at, day }) => (
          <span key={day} ref={(element) => element?.style.setProperty("left", `${(100 * (at - from)) / span}%`)}>
            {dayInWords(day, words.language, "month")}
          </span>
        ))
      )}
    </div>
  );
}
