/** A grade with what it rests on: never a letter alone. */
import type { Grade } from "../../api/answers";
import { useWords } from "../../state/words";

export function GradeMark({ grade }: { grade: Grade | null }) {
  const words = useWords();
  if (grade === null) return <span class="soft">{words.say("grade.none")}</span>;
  return (
    <span>
      <strong>{grade.letter}</strong> <span class="soft">{grade.settled === 0 ? words.say("grade.unsettled") : words.say("grade.record", { right: grade.right, count: grade.settled })}</span>
    </span>
  );
}
