/** What reports say that cannot all be so. */
import type { Dispute } from "../../api/answers";
import { useDesk } from "../../state/desk";
import { DisputeEntry } from "./dispute-entry";
import { SaveRows } from "./exports";
import { questionOf } from "./filters";
import { EventFilters, ListPage } from "./list-page";
import { usePages } from "./pages";

export function DisputesPage() {
  const question = questionOf(useDesk());
  return (
    <ListPage
      title="disputes.title"
      filters={<EventFilters />}
      files={
        <SaveRows
          name="contradictions"
          path="disputes"
          params={question}
          columns={({ kind, place, place_name, message, first, second }: Dispute) => ({ kind, place: place_name, place_id: place, message, first: first.id, first_quote: first.quote, first_report: first.report, second: second.id, second_quote: second.quote, second_report: second.report })}
        />
      }
      listed={usePages<Dispute>("disputes", question)}
      count="disputes.count"
      entry={(dispute) => <DisputeEntry key={dispute.first.id + dispute.second.id} dispute={dispute} named />}
    />
  );
}
