/** Claims of the ledger by the filters of the address, with the same as files. */
import { useEffect } from "preact/hooks";
import type { Claim } from "../../api/answers";
import { ClaimEntry } from "../../parts/said";
import { useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { Exports } from "./exports";
import { DayField, EventField, questionOf, WordField } from "./filters";
import { List } from "./list";
import { usePages } from "./pages";
import { Tabs } from "./tabs";

export function ClaimsPage() {
  const desk = useDesk();
  const words = useWords();
  const question = questionOf(desk);
  const listed = usePages<Claim>("claims", question);
  useEffect(() => {
    document.title = `${words.say("tabs.claims")} · Reportedly`;
  }, [words]);
  return (
    <>
      <h1>{words.say("claims.title")}</h1>
      <Tabs />
      <div class="filters" role="search">
        <WordField name="q" label={words.say("filter.quote")} wide />
        <WordField name="place" label={words.say("filter.place")} />
        <WordField name="source" label={words.say("filter.source")} />
        <EventField />
        <DayField name="from" label={words.say("filter.from")} />
        <DayField name="to" label={words.say("filter.to")} />
      </div>
      <Exports params={question} />
      <List listed={listed} count={words.say("claims.count", { count: listed.total ?? listed.items.length })}>
        {listed.items.map((claim) => (
          <li key={claim.id}>
            <ClaimEntry claim={claim} desk={desk} />
          </li>
        ))}
      </List>
    </>
  );
}
