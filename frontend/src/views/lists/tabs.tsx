/** The lists of the desk: what was published, what was claimed, what happened, what cannot all be so, what people decided. */
import type { View } from "../../state/address";
import { linkTo, useDesk } from "../../state/desk";
import { useWords, type Key } from "../../state/words";

const TABS: readonly [View, Key][] = [
  ["reports", "tabs.reports"],
  ["claims", "tabs.claims"],
  ["happenings", "tabs.happenings"],
  ["disputes", "tabs.disputes"],
  ["judgements", "tabs.judgements"],
];

export function Tabs() {
  const desk = useDesk();
  const words = useWords();
  // Filters that the other list has too go along.
  const { place, event, from, to } = desk.address.params;
  return (
    <nav class="tabs" aria-label={words.say("tabs.label")}>
      {TABS.map(([view, key]) => (
        <a key={view} href={linkTo(desk, view, "", view === "reports" || view === "judgements" ? {} : { place, event, from, to })} aria-current={desk.address.view === view ? "page" : undefined}>
          {words.say(key)}
        </a>
      ))}
    </nav>
  );
}
