/** Whose words stand behind the claims, who publishes them, and how their news has fared. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { OutletItem, SpeakerItem, Speakers } from "../../api/answers";
import { speakerName, Waiting } from "../../parts/said";
import { Sign } from "../../parts/signs";
import { Table } from "../../parts/table";
import { dayInWords } from "../../state/days";
import { asOfParam, linkTo, onDay, useDesk } from "../../state/desk";
import { useWords, type Key } from "../../state/words";
import { SaveRows } from "../lists/exports";
import { WordField } from "../lists/filters";
import { usePages, type Listed } from "../lists/pages";
import { GradeMark } from "./grade";

export function SourcesPage() {
  const desk = useDesk();
  const words = useWords();
  const asOf = asOfParam(desk, onDay(desk));
  const seek = { q: desk.address.params["q"], as_of: asOf };
  const speakers = usePages<SpeakerItem>("speakers", seek);
  const outlets = usePages<OutletItem>("outlets", { as_of: asOf });
  const graded = (speakers.asked.answer as Speakers | undefined)?.graded ?? true;
  useEffect(() => {
    document.title = `${words.say("menu.sources")} · Reportedly`;
  }, [words]);
  return (
    <>
      <h1>{words.say("sources.title")}</h1>
      <p class="lead">{words.say("sources.lead")}</p>
      {!graded && (
        <p class="trouble" role="status">
          {words.say("sources.grading")}
        </p>
      )}
      <Ranked
        title="sources.speakers"
        about="sources.speakers.about"
        listed={speakers}
        table={(rows) => <SpeakerTable rows={rows} />}
        before={
          <div class="filters" role="search">
            <WordField name="q" label={words.say("sources.seek")} wide />
          </div>
        }
        files={
          <SaveRows
            name="sources"
            path="speakers"
            params={seek}
            columns={(row: SpeakerItem) => ({ id: row.id, name: row.name, sides: row.sides.join(" "), grade: row.grade?.letter, settled: row.grade?.settled, right: row.grade?.right, own_words: row.own, in_chains: row.claims, reports: row.reports, first: row.first, last: row.last })}
          />
        }
      />
      <Ranked
        title="sources.outlets"
        about="sources.outlets.about"
        listed={outlets}
        table={(rows) => <OutletTable rows={rows} />}
        files={
          <SaveRows
            name="outlets"
            path="outlets"
            params={{ as_of: asOf }}
            columns={(row: OutletItem) => ({ name: row.name, grade: row.grade?.letter, settled: row.grade?.settled, right: row.grade?.right, reports: row.reports, claims: row.claims, own_voice: row.own, first: row.first, last: row.last })}
          />
        }
      />
    </>
  );
}

interface RankedProps<Row> {
  title: Key;
  about: Key;
  listed: Listed<Row>;
  table: (rows: readonly Row[]) => ComponentChildren;
  before?: ComponentChildren;
  files: ComponentChildren;
}

/** A table that goes on at the reader's wish, with what it counts and the same as a file. */
function Ranked<Row>({ title, about, listed, table, before, files }: RankedProps<Row>) {
  const words = useWords();
  return (
    <section>
      <h2>{words.say(title)}</h2>
      <p class="about">{words.say(about)}</p>
      {before}
      {files}
      {listed.asked.answer === undefined ? <Waiting asked={listed.asked} /> : listed.items.length === 0 ? <p class="soft">{words.say("list.empty")}</p> : table(listed.items)}
      {listed.more !== undefined && (
        <button type="button" class="more" onClick={listed.more}>
          {words.say("list.next")}
        </button>
      )}
    </section>
  );
}

function SpeakerTable({ rows }: { rows: readonly SpeakerItem[] }) {
  const desk = useDesk();
  const words = useWords();
  return (
    <Table
      caption={words.say("sources.speakers")}
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        {
          head: words.say("sources.name"),
          heads: true,
          cell: (row) => (
            <>
              {row.sides[0] !== undefined && <Sign about={desk.about} state={row.sides[0]} />}
              <a class="plain" href={linkTo(desk, "source", row.id)}>
                <bdi>{speakerName(words, desk.about, row.name)}</bdi>
              </a>
            </>
          ),
        },
        { head: words.say("sources.grade"), cell: (row) => <GradeMark grade={row.grade} /> },
        { head: words.say("sources.own"), number: true, cell: (row) => words.number(row.own) },
        { head: words.say("sources.claims"), number: true, cell: (row) => words.number(row.claims) },
        { head: words.say("sources.reports"), number: true, cell: (row) => words.number(row.reports) },
        { head: words.say("sources.days"), whole: true, cell: (row) => <FirstLast first={row.first} last={row.last} /> },
      ]}
    />
  );
}

function OutletTable({ rows }: { rows: readonly OutletItem[] }) {
  const desk = useDesk();
  const words = useWords();
  return (
    <Table
      caption={words.say("sources.outlets")}
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        {
          head: words.say("sources.name"),
          heads: true,
          cell: (row) => (
            <a class="plain" href={linkTo(desk, "outlet", row.name)}>
              <bdi>{row.name}</bdi>
            </a>
          ),
        },
        { head: words.say("sources.grade"), cell: (row) => <GradeMark grade={row.grade} /> },
        { head: words.say("sources.reports"), number: true, cell: (row) => words.number(row.reports) },
        { head: words.say("outlet.all"), number: true, cell: (row) => words.number(row.claims) },
        { head: words.say("sources.own"), number: true, cell: (row) => words.number(row.own) },
        { head: words.say("sources.days"), whole: true, cell: (row) => <FirstLast first={row.first} last={row.last} /> },
      ]}
    />
  );
}

function FirstLast({ first, last }: { first: string | null; last: string | null }) {
  const words = useWords();
  if (first === null || last === null) return <span class="soft">{words.say("day.none")}</span>;
  return <>{first === last ? dayInWords(first, words.language) : `${dayInWords(first, words.language)} – ${dayInWords(last, words.language)}`}</>;
}
