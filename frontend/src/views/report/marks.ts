/** Cuts a report into paragraphs and these into stretches of one set of marks. Everything stays text: no mark is ever written into it. */
import type { Reading } from "../../api/answers";
import { Points } from "../../state/points";

export type MarkKind = "claim" | "trigger" | "source" | "cue" | "place" | "day" | "quantity" | "actor" | "finding";

export interface Mark {
  kind: MarkKind;
  start: number;
  end: number;
  /** The id in the reading: a claim's, a place's …; of a finding its number. */
  id: string;
}

export interface Segment {
  start: number;
  text: string;
  marks: readonly Mark[];
  /** Claims whose trigger ends here, findings whose first words end here: their numbers stand after it. */
  labels: readonly { kind: "claim" | "finding"; number: number; id: string }[];
}

export interface Paragraph {
  start: number;
  end: number;
  kind: string;
  segments: readonly Segment[];
  /** Ids of claims whose trigger stands here, and numbers of findings that begin here. */
  claims: readonly string[];
  findings: readonly number[];
}

/** Longer paragraphs are cut at a space: a page of one line of two megabytes must not be one element. */
const LONGEST = 4000;

/** All marks of a reading, in the order of their starts. */
export function marksOf(reading: Reading): Mark[] {
  const marks: Mark[] = [];
  for (const claim of reading.claims) {
    marks.push({ kind: "claim", start: claim.start, end: claim.end, id: claim.id }, { kind: "trigger", start: claim.trigger.start, end: claim.trigger.end, id: claim.id });
  }
  for (const each of reading.attributions) {
    for (const span of each.source) marks.push({ kind: "source", start: span.start, end: span.end, id: each.id });
    for (const span of each.cue) marks.push({ kind: "cue", start: span.start, end: span.end, id: each.id });
  }
  for (const each of reading.places) marks.push({ kind: "place", start: each.start, end: each.end, id: each.id });
  for (const each of reading.days) marks.push({ kind: "day", start: each.start, end: each.end, id: each.id });
  for (const each of reading.quantities) marks.push({ kind: "quantity", start: each.start, end: each.end, id: each.id });
  for (const each of reading.actors) marks.push({ kind: "actor", start: each.start, end: each.end, id: each.id });
  reading.findings.forEach((finding, at) => {
    for (const span of finding.spans) marks.push({ kind: "finding", start: span.start, end: span.end, id: String(at) });
  });
  return marks.filter((mark) => mark.end > mark.start).sort((one, other) => one.start - other.start || other.end - one.end);
}

/** Paragraphs with their stretches, in one sweep over text and marks. */
export function paragraphsOf(reading: Reading): Paragraph[] {
  const points = new Points(reading.report.text);
  const marks = marksOf(reading);
  const labels = labelsOf(reading);
  const regions = reading.report.regions.filter((region) => region.kind !== "quote");
  const paragraphs: Paragraph[] = [];
  let next = 0;
  let region = 0;
  let label = 0;
  let open: Mark[] = [];
  for (const { start, end } of stretches(points)) {
    open = open.filter((mark) => mark.end > start);
    while ((marks[next]?.start ?? Infinity) < end) {
      const mark = marks[next];
      if (mark !== undefined && mark.end > start) open.push(mark);
      next += 1;
    }
    const own: Label[] = [];
    while ((labels[label]?.at ?? Infinity) <= end) {
      const each = labels[label];
      if (each !== undefined) own.push(each);
      label += 1;
    }
    while ((regions[region]?.end ?? Infinity) <= start) region += 1;
    const here = regions[region];
    paragraphs.push({
      start,
      end,
      kind: here !== undefined && here.start < end ? here.kind : "body",
      segments: segmentsOf(points, start, end, open, own),
      claims: own.filter((each) => each.kind === "claim").map((each) => each.id),
      findings: own.filter((each) => each.kind === "finding").map((each) => Number(each.id)),
    });
  }
  return paragraphs;
}

interface Label {
  kind: "claim" | "finding";
  number: number;
  id: string;
  at: number;
}

/** Where the numbers of claims and findings stand: after the trigger, after a finding's first words. */
function labelsOf(reading: Reading): Label[] {
  const labels: Label[] = reading.claims.map((claim, at) => ({ kind: "claim", number: at + 1, id: claim.id, at: claim.trigger.end }));
  reading.findings.forEach((finding, at) => {
    const first = finding.spans[0];
    if (first !== undefined) labels.push({ kind: "finding", number: at + 1, id: String(at), at: first.end });
  });
  return labels.sort((one, other) => one.at - other.at || one.number - other.number);
}

/** Code point bounds of paragraphs: lines without their line ends, cut where they are longer than a page. */
function* stretches(points: Points): Generator<{ start: number; end: number }> {
  const text = points.text;
  let unit = 0;
  let point = 0;
  while (unit < text.length) {
    let stop = text.indexOf("\n", unit);
    if (stop < 0) stop = text.length;
    if (stop - unit > LONGEST) {
      const space = text.lastIndexOf(" ", unit + LONGEST);
      stop = space > unit ? space : unit + LONGEST;
      // Not between the halves of one character.
      const code = text.charCodeAt(stop - 1);
      if (code >= 0xd800 && code <= 0xdbff) stop += 1;
    }
    const piece = text.slice(unit, stop);
    const length = new Points(piece).length;
    if (piece.trim() !== "") yield { start: point, end: point + length };
    const skip = text[stop] === "\n" || text[stop] === " " ? 1 : 0;
    unit = stop + skip;
    point += length + skip;
  }
}

function segmentsOf(points: Points, start: number, end: number, open: readonly Mark[], labels: readonly Label[]): Segment[] {
  const cuts = new Set([start, end]);
  for (const mark of open) {
    if (mark.start > start) cuts.add(mark.start);
    if (mark.end < end) cuts.add(mark.end);
  }
  for (const label of labels) if (label.at > start && label.at < end) cuts.add(label.at);
  const edges = [...cuts].sort((one, other) => one - other);
  const inside = [...open].sort((one, other) => one.start - other.start);
  const segments: Segment[] = [];
  let next = 0;
  let label = 0;
  let active: Mark[] = [];
  for (let at = 0; at + 1 < edges.length; at += 1) {
    const from = edges[at] ?? start;
    const to = edges[at + 1] ?? end;
    active = active.filter((mark) => mark.end > from);
    while ((inside[next]?.start ?? Infinity) <= from) {
      const mark = inside[next];
      if (mark !== undefined && mark.end > from) active.push(mark);
      next += 1;
    }
    const here: Label[] = [];
    while ((labels[label]?.at ?? Infinity) <= to) {
      const each = labels[label];
      if (each !== undefined) here.push(each);
      label += 1;
    }
    segments.push({ start: from, text: points.slice(from, to), marks: [...active], labels: here });
  }
  return segments;
}
