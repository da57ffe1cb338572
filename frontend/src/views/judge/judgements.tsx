/** What people decided over entries of the ledger, and the form to decide with for whoever has the token. Nothing is edited: a judgement stands beside what it is about, and can be taken back. */
import { useEffect, useState } from "preact/hooks";
import type { Judgement, ToJudge } from "../../api/answers";
import { Waiting } from "../../parts/said";
import { forgetAnswers, send, Trouble, useAnswer } from "../../state/ask";
import { dayInWords, isDay } from "../../state/days";
import { asOfParam, linkTo, onDay, useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { Tabs } from "../lists/tabs";

type Kind = ToJudge["kind"];
const KINDS: readonly Kind[] = ["retracted", "corrected", "misread", "verdict", "copy-of", "same-as", "not-same", "place-is", "taken-back"];
/** Those that name a second thing: another report, a place of the gazetteer, one of the verdicts. */
const WITH_OBJECT: readonly Kind[] = ["copy-of", "same-as", "not-same", "place-is", "verdict"];
const VERDICTS = ["false", "mostly-false", "half-true", "mostly-true", "true"] as const;

/** Kept while the page is open and nowhere else: not in the address, not in the browser's storage. */
const kept = { token: "", by: "" };

export function JudgementsPage() {
  const desk = useDesk();
  const words = useWords();
  const [turn, setTurn] = useState(0);
  const asked = useAnswer<{ items: Judgement[] }>("judgements", { as_of: asOfParam(desk, onDay(desk)), ...(turn === 0 ? {} : { turn }) });
  useEffect(() => {
    document.title = `${words.say("tabs.judgements")} · Reportedly`;
  }, [words]);
  return (
    <>
      <h1>{words.say("judge.title")}</h1>
      <Tabs />
      <p class="lead">{words.say("judge.lead")}</p>
      {desk.about.may_judge ? (
        <JudgeForm
          key={`${desk.address.params["subject"] ?? ""}${desk.address.params["kind"] ?? ""}`}
          done={() => {
            forgetAnswers();
            setTurn(turn + 1);
          }}
        />
      ) : (
        <p class="soft">{words.say(window.reportedlySite === undefined ? "judge.closed" : "judge.site")}</p>
      )}
      <section>
        <h2>{words.say("judge.inforce")}</h2>
        {asked.answer === undefined ? <Waiting asked={asked} /> : asked.answer.items.length === 0 ? <p class="soft">{words.say("judge.none")}</p> : <InForce items={asked.answer.items} />}
      </section>
    </>
  );
}

function InForce({ items }: { items: readonly Judgement[] }) {
  const desk = useDesk();
  const words = useWords();
  return (
    <ul class="entries">
      {items.map((each) => (
        <li key={each.id}>
          <h3>{words.term("judgement", each.kind)}</h3>
          <p>
            <Subject id={each.subject} />
            {each.object !== null && (
              <>
                {" › "}
                {each.kind === "verdict" ? words.term("verdict", each.object) : <Subject id={each.object} />}
              </>
            )}
          </p>
          <p>
            <bdi>{each.why}</bdi>
          </p>
          <p class="facts">
            <bdi>{each.by}</bdi>
            {each.since !== null && <> · {words.say("judge.since.said", { day: dayInWords(each.since, words.language) })}</>}
            {desk.about.may_judge && each.kind !== "taken-back" && (
              <>
                {" · "}
                <a href={linkTo(desk, "judgements", "", { kind: "taken-back", subject: each.id })}>{words.say("judge.takeback")}</a>
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** The report, or the claim in its report, that an id names; places and judgements have no page under theirs. */
function Subject({ id }: { id: string }) {
  const desk = useDesk();
  if (id.includes(":")) return <a href={linkTo(desk, "place", id)}>{id}</a>;
  const cut = id.lastIndexOf("/");
  const isClaim = cut > 0 && /^[0-9a-f]{8,64}$/.test(id.slice(cut + 1));
  return (
    <a href={isClaim ? linkTo(desk, "report", id.slice(0, cut), { claim: id }) : linkTo(desk, "report", id)}>
      <bdi>{id}</bdi>
    </a>
  );
}

function JudgeForm({ done }: { done: () => void }) {
  const desk = useDesk();
  const words = useWords();
  const { subject: given, kind: wanted } = desk.address.params;
  const [kind, setKind] = useState<Kind>(KINDS.find((each) => each === wanted) ?? "retracted");
  const [subject, setSubject] = useState(given ?? "");
  const [object, setObject] = useState("");
  const [why, setWhy] = useState("");
  const [since, setSince] = useState("");
  const [by, setBy] = useState(kept.by);
  const [token, setToken] = useState(kept.token);
  const [said, setSaid] = useState<{ ok: boolean; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const hasObject = WITH_OBJECT.includes(kind);
  const judge = () => {
    setBusy(true);
    [kept.token, kept.by] = [token, by];
    const body: ToJudge = { kind, subject: subject.trim(), object: hasObject ? (kind === "verdict" && object === "" ? VERDICTS[0] : object.trim()) : null, by: by.trim(), why: why.trim(), since: isDay(since) ? since : null };
    send<Judgement>("judgements", JSON.stringify(body), "application/json", token)
      .then(() => {
        setSaid({ ok: true, text: words.say("judge.done") });
        setWhy("");
        done();
      })
      .catch((error: unknown) => {
        setSaid({ ok: false, text: error instanceof Trouble && error.status === 401 ? words.say("judge.token.wrong") : words.say("trouble.other", { detail: error instanceof Trouble ? error.detail : String(error) }) });
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <form
      class="judge"
      onSubmit={(event) => {
        event.preventDefault();
        judge();
      }}
    >
      <label>
        {words.say("judge.kind")}
        <select
          value={kind}
          onChange={(event) => {
            setKind(event.currentTarget.value as Kind);
          }}
        >
          {KINDS.map((each) => (
            <option key={each} value={each}>
              {words.term("judgement", each)}
            </option>
          ))}
        </select>
      </label>
      <p class="soft small">{words.term("judgement-about", kind)}</p>
      <Field label={words.say(kind === "taken-back" ? "judge.subject.judgement" : "judge.subject")} value={subject} set={setSubject} />
      {kind === "verdict" ? (
        <label>
          {words.say("judge.verdict")}
          <select
            value={object}
            onChange={(event) => {
              setObject(event.currentTarget.value);
            }}
          >
            {VERDICTS.map((each) => (
              <option key={each} value={each}>
                {words.term("verdict", each)}
              </option>
            ))}
          </select>
        </label>
      ) : (
        hasObject && <Field label={words.say(kind === "place-is" ? "judge.object.place" : "judge.object")} value={object} set={setObject} />
      )}
      <label>
        {words.say("judge.why")}
        <textarea
          required
          value={why}
          onInput={(event) => {
            setWhy(event.currentTarget.value);
          }}
        />
      </label>
      <div class="filters">
        <Field label={words.say("judge.by")} value={by} set={setBy} />
        <label>
          {words.say("judge.since")}
          <input
            type="date"
            value={since}
            onChange={(event) => {
              setSince(event.currentTarget.value);
            }}
          />
        </label>
        <label>
          {words.say("judge.token")}
          <input
            type="password"
            required
            autocomplete="off"
            value={token}
            onInput={(event) => {
              setToken(event.currentTarget.value);
            }}
          />
        </label>
      </div>
      <p>
        <button type="submit" class="first" disabled={busy}>
          {words.say("judge.send")}
        </button>
      </p>
      {said !== null && (
        <p class="trouble" role={said.ok ? "status" : "alert"}>
          {said.text}
        </p>
      )}
    </form>
  );
}

function Field({ label, value, set }: { label: string; value: string; set: (value: string) => void }) {
  return (
    <label>
      {label}
      <input
        type="text"
        required
        value={value}
        onInput={(event) => {
          set(event.currentTarget.value);
        }}
      />
    </label>
  );
}
