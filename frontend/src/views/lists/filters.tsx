/** The filters that lists share. What is typed goes into the address, so that a filtered list can be sent on. */
import { useEffect, useState } from "preact/hooks";
import { isDay } from "../../state/days";
import { asOfParam, onDay, useDesk, type Desk } from "../../state/desk";
import type { Params } from "../../state/ask";
import { useWords } from "../../state/words";

/** The server's question for the filters of the address. */
export function questionOf(desk: Desk): Params {
  const { place, event, from, to, q, source, outlet } = desk.address.params;
  const days = isDay(from) || isDay(to) ? `${isDay(from) ? from : ""}..${isDay(to) ? to : ""}` : undefined;
  return { place, event, day: days, text: q, speaker: source, outlet, as_of: asOfParam(desk, onDay(desk)) };
}

/** A text field whose words reach the address when the reader pauses. */
export function WordField({ name, label, wide = false }: { name: string; label: string; wide?: boolean }) {
  const desk = useDesk();
  const given = desk.address.params[name] ?? "";
  const [text, setText] = useState(given);
  useEffect(() => {
    setText(given);
  }, [given]);
  useEffect(() => {
    if (text === given) return;
    const timer = setTimeout(() => {
      desk.change({ [name]: text === "" ? undefined : text });
    }, 350);
    return () => {
      clearTimeout(timer);
    };
  }, [text, given, name, desk]);
  return (
    <label class={wide ? "wide" : ""}>
      {label}
      <input
        type="search"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
        }}
      />
    </label>
  );
}

export function DayField({ name, label }: { name: string; label: string }) {
  const desk = useDesk();
  return (
    <label>
      {label}
      <input
        type="date"
        value={isDay(desk.address.params[name]) ? desk.address.params[name] : ""}
        onChange={(event) => {
          const value = event.currentTarget.value;
          desk.change({ [name]: isDay(value) ? value : undefined });
        }}
      />
    </label>
  );
}

export function EventField() {
  const desk = useDesk();
  const words = useWords();
  return (
    <label>
      {words.say("filter.event")}
      <select
        value={desk.address.params["event"] ?? ""}
        onChange={(event) => {
          desk.change({ event: event.currentTarget.value || undefined });
        }}
      >
        <option value="">{words.say("filter.any")}</option>
        {desk.about.event_types.map((type) => (
          <option key={type} value={type}>
            {words.term("event", type)}
          </option>
        ))}
      </select>
    </label>
  );
}
