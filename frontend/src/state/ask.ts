/**
 * The one door to the server's answers, and to those that `reportedly site` writes beside the page.
 * Answers are kept while the page is open: the ledger is append-only, and an answer goes stale only when its tip moves.
 */
import { useEffect, useState } from "preact/hooks";

export type Params = Record<string, string | number | undefined>;

export class Trouble extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly notReady: boolean,
  ) {
    super(detail);
  }
}

declare global {
  interface Window {
    /** Called by files of a written site, each of which holds one answer. */
    reportedlyData?: (path: string, answer: unknown) => void;
    /** Set by a written site: where its answers lie. */
    reportedlySite?: { files: Record<string, string> };
  }
}

const kept = new Map<string, Promise<unknown>>();
const KEPT_AT_MOST = 200;

/** The path with its parameters in the order of their names. */
export function pathOf(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const key of Object.keys(params).sort()) {
    const value = params[key];
    if (value !== undefined && value !== "") query.set(key, String(value));
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** An answer, from what is kept or from the server. Throws `Trouble`. */
export function ask<Answer>(path: string, params: Params = {}): Promise<Answer> {
  const full = pathOf(path, params);
  const known = kept.get(full);
  if (known !== undefined) return known as Promise<Answer>;
  const answer = (window.reportedlySite === undefined ? fromServer(full) : fromFile(full)) as Promise<Answer>;
  if (kept.size >= KEPT_AT_MOST) kept.delete(kept.keys().next().value ?? "");
  kept.set(full, answer);
  answer.catch(() => kept.delete(full));
  return answer;
}

/** An answer as it is now, whatever is kept. Throws `Trouble`. */
export async function askAnew<Answer>(path: string): Promise<Answer> {
  return (await fromServer(path)) as Answer;
}

/** Forget all answers: there are new reports. */
export function forgetAnswers(): void {
  kept.clear();
}

async function fromServer(full: string): Promise<unknown> {
  const response = await fetch(`api/${full}`, { headers: { Accept: "application/json" } });
  if (!response.ok) throw await troubleOf(response);
  return response.json();
}

async function troubleOf(response: Response): Promise<Trouble> {
  try {
    const problem = (await response.json()) as { detail?: unknown; type?: unknown };
    return new Trouble(response.status, typeof problem.detail === "string" ? problem.detail : response.statusText, problem.type === "urn:reportedly:not-ready");
  } catch {
    return new Trouble(response.status, response.statusText, false);
  }
}

/** Under which path a written site has an answer: its own, else its own without the day, for the site holds each answer for one day alone. */
export function sitePath(full: string, files: Record<string, string> | undefined = window.reportedlySite?.files): string | undefined {
  if (files?.[full] !== undefined) return full;
  const [path = "", query = ""] = full.split("?", 2);
  const params = [...new URLSearchParams(query)].filter(([key]) => key !== "on" && key !== "as_of");
  const plain = pathOf(path, Object.fromEntries(params));
  return files?.[plain] === undefined ? undefined : plain;
}

/** Who waits for a file of a written site, by the path it has; two questions about two days may wait for one. */
const awaited = new Map<string, ((answer: unknown) => void)[]>();

/** An answer that lies in a script beside the page: pages opened from disk may load scripts, and fetch nothing. */
function fromFile(full: string): Promise<unknown> {
  const path = sitePath(full);
  const file = path === undefined ? undefined : window.reportedlySite?.files[path];
  if (path === undefined || file === undefined) return Promise.reject(new Trouble(404, full, false));
  return new Promise((resolve, reject) => {
    awaited.set(path, [...(awaited.get(path) ?? []), resolve]);
    window.reportedlyData = (told, answer) => {
      for (const each of awaited.get(told) ?? []) each(answer);
      awaited.delete(told);
    };
    const script = document.createElement("script");
    script.src = file;
    script.onerror = () => {
      reject(new Trouble(404, full, false));
    };
    document.head.append(script);
  });
}

/** Something is sent: a report to be read, of which nothing is kept, or with the token a judgement. Throws `Trouble`. */
export async function send<Answer>(path: string, body: BodyInit, type: string, token?: string): Promise<Answer> {
  const headers = { "Content-Type": type, Accept: "application/json", ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) };
  const response = await fetch(`api/${path}`, { method: "POST", headers, body });
  if (!response.ok) throw await troubleOf(response);
  return (await response.json()) as Answer;
}

export interface Asked<Answer> {
  /** The answer to this question, or while it is on its way the one before it, so that pages do not go blank between two days. */
  answer: Answer | undefined;
  trouble: Trouble | undefined;
  waiting: boolean;
}

/** An answer for a component. `null` asks nothing. */
export function useAnswer<Answer>(path: string | null, params: Params = {}): Asked<Answer> {
  const full = path === null ? null : pathOf(path, params);
  const [state, setState] = useState<Asked<Answer> & { full: string | null }>({ answer: undefined, trouble: undefined, waiting: full !== null, full: null });
  useEffect(() => {
    if (path === null) return;
    let current = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const start = () => {
      ask<Answer>(path, params).then(
        (answer) => {
          if (current) setState({ answer, trouble: undefined, waiting: false, full });
        },
        (error: unknown) => {
          if (!current) return;
          const trouble = error instanceof Trouble ? error : new Trouble(0, String(error), false);
          setState((before) => ({ answer: before.answer, trouble, waiting: trouble.notReady, full }));
          if (trouble.notReady) again = setTimeout(start, 2000);
        },
      );
    };
    setState((before) => ({ ...before, trouble: undefined, waiting: true }));
    start();
    return () => {
      current = false;
      clearTimeout(again);
    };
  }, [full]); // the full path holds the parameters
  return state;
}
