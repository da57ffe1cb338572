/** Two claims that cannot both be so, beside each other. */
import type { Dispute } from "../../api/answers";
import { ClaimEntry, opening, Reason } from "../../parts/said";
import { linkTo, useDesk } from "../../state/desk";
import { useWords } from "../../state/words";

export function DisputeEntry({ dispute, named = false }: { dispute: Dispute; named?: boolean }) {
  const desk = useDesk();
  const words = useWords();
  return (
    <li class="dispute">
      <h3>
        {named && (
          <>
            <a href={linkTo(desk, "place", dispute.place)}>{words.place(dispute.place, dispute.place_name)}</a>:{" "}
          </>
        )}
        {named ? words.term("dispute", dispute.kind) : opening(words.term("dispute", dispute.kind))}
      </h3>
      <p class="soft">
        <Reason>{dispute.message}</Reason>
      </p>
      <div class="pair">
        {[dispute.first, dispute.second].map((claim) => (
          <div key={claim.id}>
            <ClaimEntry claim={claim} desk={desk} />
          </div>
        ))}
      </div>
    </li>
  );
}
