/** The places as a list: all that the map shows, for eyes, fingers and screen readers that do not use it. */
import { useMemo, useState } from "preact/hooks";
import { StateName } from "../../parts/said";
import { changedLately, type Held } from "../../state/beliefs";
import { dayInWords } from "../../state/days";
import { linkTo, type Desk } from "../../state/desk";
import { useWords } from "../../state/words";

const AT_ONCE = 60;

interface Props {
  desk: Desk;
  held: readonly Held[];
  on: string;
  sought: string;
  seek: (text: string) => void;
  /** Says which place of the list is pointed at, for the map to mark it. */
  point: (id: string | null) => void;
}

export function PlaceList({ desk, held, on, sought, seek, point }: Props) {
  const words = useWords();
  const [shown, setShown] = useState(AT_ONCE);
  const changed = useMemo(() => changedLately(held, on), [held, on]);
  // Sorted once for all days: they hold the same places in the same order.
  const first = held[0]?.id;
  const order = useMemo(() => {
    const { compare } = new Intl.Collator(words.language);
    return held.map((_, at) => at).sort((one, other) => compare(held[one]?.name ?? "", held[other]?.name ?? ""));
  }, [held.length, first, words]);
  const found = useMemo(() => {
    const wanted = sought.trim().toLocaleLowerCase();
    const sorted = order.flatMap((at) => held[at] ?? []);
    return wanted === "" ? sorted : sorted.filter((each) => each.name.toLocaleLowerCase().includes(wanted));
  }, [held, order, sought]);

  return (
    <>
      {changed.length > 0 && sought === "" && (
        <section class="places">
          <h2>{words.say("list.changed")}</h2>
          <Rows desk={desk} rows={changed.slice(0, 12)} point={point} change />
        </section>
      )}
      <section class="places">
        <h2>{words.say("list.all", { count: held.length })}</h2>
        <label class="field">
          <span class="unseen">{words.say("list.seek")}</span>
          <input
            type="search"
            placeholder={words.say("list.seek")}
            value={sought}
            onInput={(event) => {
              seek(event.currentTarget.value);
              setShown(AT_ONCE);
            }}
          />
        </label>
        {found.length === 0 && held.length > 0 && <p class="soft">{words.say("list.none")}</p>}
        <Rows desk={desk} rows={found.slice(0, shown)} point={point} />
        {found.length > shown && (
          <button
            type="button"
            class="more"
            onClick={() => {
              setShown(shown + 200);
            }}
          >
            {words.say("more", { count: found.length - shown })}
          </button>
        )}
      </section>
    </>
  );
}

function Rows({ desk, rows, point, change = false }: { desk: Desk; rows: readonly Held[]; point: (id: string | null) => void; change?: boolean }) {
  const words = useWords();
  return (
    <ul class="place-rows">
      {rows.map((each) => (
        <li
          key={each.id}
          onMouseEnter={() => {
            point(each.id);
          }}
          onMouseLeave={() => {
            point(null);
          }}
        >
          <a
            href={linkTo(desk, "place", each.id)}
            onFocus={() => {
              point(each.id);
            }}
          >
            <span class="place-name">{each.name}</span>
            <span class="place-state">
              <StateName about={desk.about} state={each.state} p={each.p} />
              {each.state !== "unknown" && each.state !== "contested" && <span class="soft"> {words.term("certainty", each.certainty)}</span>}
            </span>
            <span class="place-since soft">
              {change && each.since !== null
                ? dayInWords(each.since, words.language)
                : `${each.since === null || each.before === null ? "" : `${words.say("list.since", { day: dayInWords(each.since, words.language) })} · `}${words.say("claims", { count: each.claims })}`}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
