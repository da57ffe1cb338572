/** How far the server is with weighing the ledger: it answers lists and texts at once, beliefs when it has them, copies as one witness when it has compared. */
import { useEffect, useState } from "preact/hooks";
import type { About } from "../api/answers";
import { askAnew } from "./ask";

export type Stage = "weighing" | "comparing" | "done";
type Ready = Pick<About, "ready" | "compared">;

const AGAIN = 3000;

export function stageOf({ ready, compared }: Ready): Stage {
  return !ready ? "weighing" : !compared ? "comparing" : "done";
}

/** The stage, asked for again until the server is done. `renew` is called where what the page shows has been weighed anew since. */
export function useStage(about: About | undefined, renew: (before: Stage) => void): Stage {
  const [now, setNow] = useState<Stage>("done");
  useEffect(() => {
    let stage: Stage = about === undefined || window.reportedlySite !== undefined ? "done" : stageOf(about);
    setNow(stage);
    if (stage === "done") return;
    const timer = setInterval(() => {
      askAnew<About>("about").then(
        (next) => {
          const before = stage;
          stage = stageOf(next);
          if (stage === before) return;
          setNow(stage);
          if (stage === "done") clearInterval(timer);
          renew(before);
        },
        () => undefined, // the server may be away for a moment
      );
    }, AGAIN);
    return () => {
      clearInterval(timer);
    };
  }, [about]);
  return now;
}
