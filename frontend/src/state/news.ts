/** How many reports came into the ledger since the page was opened: the server tells, and the page only says so. */
import { useEffect, useState } from "preact/hooks";

/** The count; 0 where nothing came, or on a written site, which never changes. */
export function useNews(tip: string | undefined): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    setCount(0);
    if (tip === undefined || window.reportedlySite !== undefined || typeof EventSource === "undefined") return;
    const events = new EventSource("api/events");
    const read = (event: MessageEvent<string>) => {
      const told = newReports(event.data);
      if (told !== null) setCount(told);
    };
    events.addEventListener("message", read);
    events.addEventListener("new", read as EventListener);
    return () => {
      events.close();
    };
  }, [tip]);
  return count;
}

/** The number in an event's data; null where it has none. */
export function newReports(data: string): number | null {
  try {
    const told = (JSON.parse(data) as { new?: unknown }).new;
    return typeof told === "number" && told >= 0 ? told : null;
  } catch {
    return null;
  }
}
