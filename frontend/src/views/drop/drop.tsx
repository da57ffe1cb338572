/** Paste a text, drop a file, or name an address, and see it read. Nothing is stored: the reading is gone with the page. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ReadAnswer, Reading } from "../../api/answers";
import { send, Trouble } from "../../state/ask";
import { useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { ReadingView } from "../report/reading";
import { ReportHead } from "../report/report";

export function DropPage() {
  const desk = useDesk();
  const words = useWords();
  const [text, setText] = useState("");
  const [url, setUrl] = useState("");
  const [over, setOver] = useState(false);
  const [state, setState] = useState<{ busy: boolean; answer?: ReadAnswer; trouble?: string }>({ busy: false });
  const result = useRef<HTMLDivElement>(null);
  const most = desk.about.limits.read_bytes;
  useEffect(() => {
    document.title = `${words.say("menu.drop")} · Reportedly`;
  }, [words]);

  const read = (asking: () => Promise<ReadAnswer>) => {
    setState({ busy: true });
    asking().then(
      (answer) => {
        setState({ busy: false, answer });
        result.current?.focus();
      },
      (error: unknown) => {
        setState({ busy: false, trouble: error instanceof Trouble ? error.detail : String(error) });
      },
    );
  };
  const readFile = (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > most) {
      setState({ busy: false, trouble: words.say("drop.large", { size: Math.ceil(file.size / 1024), most: Math.floor(most / 1024) }) });
      return;
    }
    read(() => send<ReadAnswer>(`read?name=${encodeURIComponent(file.name)}`, file, "application/octet-stream"));
  };

  if (window.reportedlySite !== undefined)
    return (
      <>
        <h1>{words.say("drop.title")}</h1>
        <p class="lead">{words.say("drop.site")}</p>
      </>
    );
  return (
    <>
      <h1>{words.say("drop.title")}</h1>
      <p class="lead">{words.say("drop.lead")}</p>
      <form
        class="drop"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "") read(() => send<ReadAnswer>("read", JSON.stringify({ text }), "application/json"));
        }}
      >
        <label class="field">
          {words.say("drop.text")}
          <textarea
            dir="auto"
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value);
            }}
          />
        </label>
        <div>
          <button type="submit" class="first" disabled={state.busy || text.trim() === ""}>
            {state.busy ? words.say("drop.busy") : words.say("drop.read")}
          </button>
        </div>
        <div
          class={`drop-zone ${over ? "over" : ""}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => {
            setOver(false);
          }}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            readFile(event.dataTransfer?.files[0]);
          }}
        >
          <p class="small" id="drop-file">
            {words.say("drop.file")}
          </p>
          {/* The browser's own button speaks the browser's language, not the page's. */}
          <label class="button">
            {words.say("drop.choose")}
            <input
              type="file"
              class="unseen"
              aria-describedby="drop-file"
              disabled={state.busy}
              onChange={(event) => {
                readFile(event.currentTarget.files?.[0]);
              }}
            />
          </label>
        </div>
        {desk.about.may_fetch ? (
          <div class="filters">
            <label class="wide">
              {words.say("drop.url")}
              <input
                type="url"
                value={url}
                onInput={(event) => {
                  setUrl(event.currentTarget.value);
                }}
              />
            </label>
            <button
              type="button"
              disabled={state.busy || url.trim() === ""}
              onClick={() => {
                read(() => send<ReadAnswer>("read-url", JSON.stringify({ url: url.trim() }), "application/json"));
              }}
            >
              {words.say("drop.fetch")}
            </button>
          </div>
        ) : (
          <p class="soft small">{words.say("drop.nofetch")}</p>
        )}
      </form>
      <div ref={result} tabIndex={-1} class="drop-result" aria-live="polite">
        {state.busy && <p class="soft">{words.say("drop.busy")}</p>}
        {state.trouble !== undefined && (
          <p class="trouble" role="alert">
            {state.trouble}
          </p>
        )}
        {state.answer?.more === true && <p class="trouble">{words.say("drop.more")}</p>}
        {(state.answer?.readings as unknown as Reading[] | undefined)?.map((reading) => (
          <article key={reading.id} class="dropped">
            <ReportHead reading={reading} title={reading.report.title ?? words.say("report.untitled")} outlet={reading.report.outlet} url={reading.report.url} />
            <ReadingView reading={reading} />
          </article>
        ))}
      </div>
    </>
  );
}
