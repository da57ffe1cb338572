/** Short names for the server's answers. `schema.d.ts` is generated from the server's OpenAPI (`npm run types`); Reportedly JSON is written out here. */
import type { components } from "./schema";

type Schemas = components["schemas"];
export type About = Schemas["About"];
export type DayCounts = Schemas["DayCounts"];
export type Places = Schemas["Places"];
export type PlaceFeature = Schemas["PlaceFeature"];
export type PlaceMark = Schemas["PlaceMark"];
export type Runs = Schemas["Runs"];
export type Run = Schemas["Run"];
export type Areas = Schemas["Areas"];
export type Shapes = Schemas["Shapes"];
export type Names = Schemas["Names"];
export type PlaceStory = Schemas["PlaceStory"];
export type Series = Schemas["Series"];
export type Word = Schemas["Word"];
export type Claim = Schemas["ClaimAnswer"];
export type WitnessClaim = Schemas["WitnessClaim"];
export type Claims = Schemas["Claims"];
export type Hop = Schemas["HopAnswer"];
export type Dispute = Schemas["DisputeAnswer"];
export type Disputes = Schemas["Disputes"];
export type Happening = Schemas["HappeningAnswer"];
export type Happenings = Schemas["Happenings"];
export type ReportItem = Schemas["ReportItem"];
export type Reports = Schemas["Reports"];
export type ReportStory = Schemas["ReportStory"];
export type Speakers = Schemas["Speakers"];
export type SpeakerItem = Schemas["SpeakerItem"];
export type SpeakerStory = Schemas["SpeakerStory"];
export type Outlets = Schemas["Outlets"];
export type OutletStory = Schemas["OutletStory"];
export type Judgement = Schemas["JudgementAnswer"];
export type ToJudge = Schemas["ToJudge"];
export type OutletItem = Schemas["OutletItem"];
export type Grade = Schemas["GradeAnswer"];
export type Search = Schemas["Search"];
export type ReadAnswer = Schemas["ReadAnswer"];
export type Days = Schemas["Days"];
export type CertaintyWord = PlaceMark["certainty"];

/** One line of Reportedly JSON (docs/reference/format.md). Offsets are code points. */
export interface Span {
  start: number;
  end: number;
  text: string;
}

export interface Reading {
  format: string;
  id: string;
  report: {
    title: string | null;
    outlet: string | null;
    url: string | null;
    authors: string[];
    language: string | null;
    published: Days & { basis: string; why: string };
    text: string;
    text_hash: string;
    regions: { start: number; end: number; kind: string }[];
  };
  attributions: ReadAttribution[];
  places: ReadPlace[];
  days: ReadDay[];
  quantities: (Span & { id: string; lower: number | null; upper: number | null; unit: string })[];
  actors: (Span & { id: string; actor_id: string | null; side: string | null; kind: string })[];
  claims: ReadClaim[];
  findings: ReadFinding[];
  issues: { code: string; message: string; start: number | null; end: number | null }[];
}

export interface ReadAttribution {
  id: string;
  source: Span[];
  cue: Span[];
  content: Span[];
  source_id: string | null;
  source_kind: string;
  act: string;
  parent: string | null;
}

export interface ReadPlace extends Span {
  id: string;
  status: string;
  place: { id: string; name: string; admin1: string | null; precision: string; kind: string; country: string | null } | null;
  basis: string | null;
  score: number | null;
  why: string;
  candidates: { name: string; admin1: string | null; score: number }[];
}

export interface ReadDay extends Span {
  id: string;
  kind: string;
  earliest: string | null;
  latest: string | null;
  timex: string | null;
  why: string;
}

export interface ReadClaim {
  id: string;
  key: string;
  start: number;
  end: number;
  quote: string;
  event: string;
  trigger: Span;
  said_by: string[];
  actor: string[];
  target: string[];
  places: { ref: string; role: string }[];
  day: { earliest: string | null; latest: string | null; ref: string | null; why: string };
  quantities: string[];
  polarity: string;
  certainty: string;
  mode: string;
  control: { place: string; before: string | null; after: string | null } | null;
  media: string[];
}

export interface ReadFinding {
  kind: string;
  spans: Span[];
  message: string;
  suggestion: string | null;
  claims: string[];
}
