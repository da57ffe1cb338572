/** Claims of the ledger by the filters of the address, with the same as files. */
import type { Claim } from "../../api/answers";
import { ClaimEntry } from "../../parts/said";
import { useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { Exports } from "./exports";
import { questionOf, WordField } from "./filters";
import { EventFilters, ListPage } from "./list-page";
import { usePages } from "./pages";

export function ClaimsPage() {
  const desk = useDesk();
  const words = useWords();
  const question = questionOf(desk);
  return (
    <ListPage
      title="claims.title"
      filters={
        <>
          <WordField name="q" label={words.say("filter.quote")} wide />
          <WordField name="source" label={words.say("filter.source")} />
          <EventFilters wide={false} />
        </>
      }
      files={<Exports params={question} />}
      listed={usePages<Claim>("claims", question)}
      count="claims.count"
      entry={(claim) => (
        <li key={claim.id}>
          <ClaimEntry claim={claim} desk={desk} />
        </li>
      )}
    />
  );
}
