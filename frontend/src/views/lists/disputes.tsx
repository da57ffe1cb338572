/** What reports say that cannot all be so. */
import { useEffect } from "preact/hooks";
import type { Dispute } from "../../api/answers";
import { useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { DisputeEntry } from "./dispute-entry";
import { DayField, EventField, questionOf, WordField } from "./filters";
import { List } from "./list";
import { usePages } from "./pages";
import { Tabs } from "./tabs";

export function DisputesPage() {
  const desk = useDesk();
  const words = useWords();
  const listed = usePages<Dispute>("disputes", questionOf(desk));
  useEffect(() => {
    document.title = `${words.say("tabs.disputes")} · Reportedly`;
  }, [words]);
  return (
    <>
      <h1>{words.say("disputes.title")}</h1>
      <Tabs />
      <div class="filters" role="search">
        <WordField name="place" label={words.say("filter.place")} wide />
        <EventField />
        <DayField name="from" label={words.say("filter.from")} />
        <DayField name="to" label={words.say("filter.to")} />
      </div>
      <List listed={listed} count={words.say("disputes.count", { count: listed.total ?? listed.items.length })}>
        {listed.items.map((dispute) => (
          <DisputeEntry key={dispute.first.id + dispute.second.id} dispute={dispute} named />
        ))}
      </List>
    </>
  );
}
