import { expect, test } from "vitest";
import type { Reading } from "../src/api/answers";
import { hopsOf, partsOf } from "../src/views/report/chain";
import { paragraphsOf } from "../src/views/report/marks";

const TEXT = "Town taken\n\n🙂 The ministry said its troops took Harrow on 3 May.\nShare this story";

function at(words: string): { start: number; end: number; text: string } {
  const start = Array.from(TEXT.slice(0, TEXT.indexOf(words))).length;
  return { start, end: start + Array.from(words).length, text: words };
}

function reading(): Reading {
  return {
    format: "reportedly/1",
    id: "r",
    report: {
      title: "Town taken",
      outlet: null,
      url: null,
      authors: [],
      language: "en",
      published: { earliest: null, latest: null, basis: "unknown", why: "" },
      text: TEXT,
      text_hash: "",
      regions: [
        { start: 0, end: 10, kind: "headline" },
        { ...at("🙂 The ministry said its troops took Harrow on 3 May."), kind: "body" },
        { ...at("Share this story"), kind: "chrome" },
      ],
    },
    attributions: [{ id: "a1", source: [at("The ministry")], cue: [at("said")], content: [at("its troops took Harrow on 3 May")], source_id: null, source_kind: "named", act: "say", parent: null }],
    places: [{ id: "p1", ...at("Harrow"), status: "unknown", place: null, basis: null, score: null, why: "", candidates: [] }],
    days: [{ id: "d1", ...at("3 May"), kind: "day", earliest: null, latest: null, timex: null, why: "" }],
    quantities: [],
    actors: [{ id: "x1", ...at("its troops"), actor_id: null, side: null, kind: "force" }],
    claims: [
      {
        id: "c1",
        key: "k",
        ...at("its troops took Harrow on 3 May"),
        quote: "its troops took Harrow on 3 May",
        event: "capture",
        trigger: at("took"),
        said_by: ["a1"],
        actor: ["x1"],
        target: [],
        places: [{ ref: "p1", role: "at" }],
        day: { earliest: null, latest: null, ref: "d1", why: "" },
        quantities: [],
        polarity: "+",
        certainty: "certain",
        mode: "happened",
        control: null,
        media: [],
      },
    ],
    findings: [{ kind: "chrome", spans: [at("Share this story")], message: "", suggestion: null, claims: [] }],
    issues: [],
  };
}

test("the segments of all paragraphs give the text again, without line ends", () => {
  const text = paragraphsOf(reading()).map((paragraph) => paragraph.segments.map((segment) => segment.text).join(""));
  expect(text).toEqual(["Town taken", "🙂 The ministry said its troops took Harrow on 3 May.", "Share this story"]);
});

test("each word has its marks, counted in code points", () => {
  const kinds = new Map(paragraphsOf(reading()).flatMap((paragraph) => paragraph.segments.map((segment) => [segment.text, segment.marks.map((mark) => mark.kind).sort().join(" ")])));
  expect(kinds.get("The ministry")).toBe("source");
  expect(kinds.get("took")).toBe("claim trigger");
  expect(kinds.get("Harrow")).toBe("claim place");
  expect(kinds.get("3 May")).toBe("claim day");
  expect(kinds.get("its troops")).toBe("actor claim");
  expect(kinds.get("Share this story")).toBe("finding");
});

test("a claim stands beside the paragraph of its trigger, a finding beside its first words, and regions name paragraphs", () => {
  const paragraphs = paragraphsOf(reading());
  expect(paragraphs.map((paragraph) => paragraph.kind)).toEqual(["headline", "body", "chrome"]);
  expect(paragraphs.map((paragraph) => paragraph.claims)).toEqual([[], ["c1"], []]);
  expect(paragraphs.map((paragraph) => paragraph.findings)).toEqual([[], [], [0]]);
  const labelled = paragraphs[1]?.segments.find((segment) => segment.labels.length > 0);
  expect(labelled?.text).toBe("took");
});

test("a long line is cut, and nothing of it is lost", () => {
  const long = reading();
  long.report.text = `${"word ".repeat(50_000)}end`;
  Object.assign(long, { attributions: [], places: [], days: [], actors: [], claims: [], findings: [] });
  long.report.regions = [];
  const start = performance.now();
  const paragraphs = paragraphsOf(long);
  expect(performance.now() - start).toBeLessThan(2000);
  expect(paragraphs.length).toBeGreaterThan(50);
  expect(paragraphs.flatMap((paragraph) => paragraph.segments.map((segment) => segment.text)).join(" ")).toBe(long.report.text);
});

test("a report without marks, or without words, is shown as it is", () => {
  const bare = reading();
  bare.report.text = "";
  Object.assign(bare, { attributions: [], places: [], days: [], actors: [], claims: [], findings: [] });
  bare.report.regions = [];
  expect(paragraphsOf(bare)).toEqual([]);
});

test("the chain names each hop, and whom a pronoun was found to be", () => {
  const said = reading();
  const claim = said.claims[0];
  if (claim === undefined) throw new Error("no claim");
  expect(hopsOf(said, claim)).toEqual([{ id: "a1", name: "The ministry", source: null, act: "say" }]);
  said.attributions[0] = { ...said.attributions[0], id: "a1", source: [{ start: 0, end: 2, text: "He" }], cue: [], content: [], source_id: "made-up-minister", source_kind: "named", act: "claim", parent: null };
  expect(hopsOf(said, claim)[0]?.name).toBe("He (made-up-minister)");
  expect([...partsOf(claim)].sort()).toEqual(["a1", "c1", "d1", "p1", "x1"]);
});
