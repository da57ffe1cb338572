/** What every list has: how many there are, what to say when there are none, and how to see more. */
import type { ComponentChildren } from "preact";
import { Waiting } from "../../parts/said";
import { useWords } from "../../state/words";
import type { Listed } from "./pages";

export function List<Item>({ listed, count, children }: { listed: Listed<Item>; count: string; children: ComponentChildren }) {
  const words = useWords();
  if (listed.asked.answer === undefined) return <Waiting asked={listed.asked} />;
  return (
    <>
      {listed.asked.trouble !== undefined && <Waiting asked={listed.asked} />}
      <p class="soft" role="status">
        {listed.items.length === 0 ? words.say("list.empty") : count}
        {listed.more !== undefined && listed.total === null && `; ${words.say("list.further")}`}
      </p>
      <ul class="entries">{children}</ul>
      {listed.more !== undefined && (
        <button type="button" class="more" onClick={listed.more}>
          {words.say("list.next")}
        </button>
      )}
    </>
  );
}
