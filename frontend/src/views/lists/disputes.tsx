/** What reports say that cannot all be so. */
import { useEffect } from "preact/hooks";
import type { Dispute } from "../../api/answers";
import { useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { DisputeEntry } from "./dispute-entry";
import { SaveRows } from "./exports";
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
      <SaveRows
        name="contradictions"
        path="disputes"
        params={questionOf(desk)}
        columns={({ kind, place, place_name, message, first, second }: Dispute) => ({ kind, place: place_name, place_id: place, message, first: first.id, first_quote: first.quote, first_report: first.report, second: second.id, second_quote: second.quote, second_report: second.report })}
      />
      <List listed={listed} count={words.say("disputes.count", { count: listed.total ?? listed.items.length })}>
        {listed.items.map((dispute) => (
          <DisputeEntry key={dispute.first.id + dispute.second.id} dispute={dispute} named />
        ))}
      </List>
    </>
  );
}
