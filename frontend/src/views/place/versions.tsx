/** What each side says, side by side, and what others say: claims in the order of their days, copies folded under the word they copy. */
import { useState } from "preact/hooks";
import type { WitnessClaim } from "../../api/answers";
import { ClaimEntry } from "../../parts/said";
import { Sign } from "../../parts/signs";
import { sideName } from "../../state/beliefs";
import { useDesk } from "../../state/desk";
import { useWords } from "../../state/words";

const AT_ONCE = 5;

export function Versions({ claims }: { claims: readonly WitnessClaim[] }) {
  const desk = useDesk();
  const words = useWords();
  const codes = desk.about.sides.map((side) => side.code);
  const columns = [...codes, null].map((side) => ({
    side,
    claims: claims.filter((claim) => (claim.origin.side !== null && codes.includes(claim.origin.side) ? claim.origin.side : null) === side),
  }));
  return (
    <div class="versions">
      {columns.map(({ side, claims: own }) => (
        <div key={side ?? "others"}>
          <h3>
            {side !== null && <Sign about={desk.about} state={side} />}
            {side === null ? words.say("versions.others") : words.say("versions.side", { side: sideName(desk.about, side, words.language) })}
          </h3>
          {own.length === 0 ? <p class="soft">{words.say("versions.none")}</p> : <Column claims={own} />}
        </div>
      ))}
    </div>
  );
}

function Column({ claims }: { claims: readonly WitnessClaim[] }) {
  const desk = useDesk();
  const words = useWords();
  const [shown, setShown] = useState(AT_ONCE);
  const first = claims.filter((claim) => claim.copy_of === null);
  const copies = new Map<string, WitnessClaim[]>();
  for (const claim of claims) if (claim.copy_of !== null) copies.set(claim.copy_of, [...(copies.get(claim.copy_of) ?? []), claim]);
  const orphans = claims.filter((claim) => claim.copy_of !== null && !first.some((each) => each.id === claim.copy_of));
  const rows = [...first, ...orphans];
  return (
    <>
      <ul class="entries">
        {rows.slice(0, shown).map((claim) => {
          const carried = copies.get(claim.id) ?? [];
          return (
            <li key={claim.id}>
              <ClaimEntry claim={claim} desk={desk} />
              {carried.length > 0 && (
                <details class="small">
                  <summary>{words.say("versions.copies", { count: carried.length })}</summary>
                  <ul class="entries">
                    {carried.map((copy) => (
                      <li key={copy.id}>
                        <ClaimEntry claim={copy} desk={desk} />
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          );
        })}
      </ul>
      {rows.length > shown && (
        <button
          type="button"
          class="more"
          onClick={() => {
            setShown(shown + 25);
          }}
        >
          {words.say("more", { count: rows.length - shown })}
        </button>
      )}
    </>
  );
}
