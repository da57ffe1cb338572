/** The signs of states: a shape for each side besides its colour, hatching for contested, a hollow ring for unknown; lightness says how certain. */
import type { About, CertaintyWord } from "../api/answers";
import { kindOf, step, type Kind } from "../state/beliefs";

/** Outlines in a square of 16. One list for the page's SVG and the map's canvas. */
export const SHAPES = {
  diamond: "M8 .8 15.2 8 8 15.2 .8 8Z",
  circle: "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 1 1 8 1.8Z",
  triangle: "M8 1.2 15.2 14H.8Z",
  square: "M2.2 2.2h11.6v11.6H2.2Z",
} as const;
export const HATCH = "M2.2 6.6 6.6 2.2M2.2 10.2l8-8M2.2 13.8 13.8 2.2M5.8 13.8l8-8M9.4 13.8l4.4-4.4";

export function shapeOf(kind: Kind): string {
  if (kind === "contested") return SHAPES.square;
  if (kind === "unknown") return SHAPES.circle;
  return [SHAPES.diamond, SHAPES.circle, SHAPES.triangle][Number(kind.slice(5)) % 3] ?? SHAPES.circle;
}

/** The name of the style sheet's colour for a side and a step of certainty. */
export function colourName(kind: Kind, at: number): string {
  return kind === "contested" ? "ink" : kind === "unknown" ? "unknown" : `${kind}-${Math.max(1, at)}`;
}

export function Sign({ about, state, certainty = "near certain" }: { about: Pick<About, "sides">; state: string; certainty?: CertaintyWord }) {
  const kind = kindOf(about, state);
  const shape = shapeOf(kind);
  if (kind === "contested")
    return (
      <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
        <path d={shape} fill="none" stroke="var(--ink)" stroke-width="1.3" />
        <path d={HATCH} stroke="var(--ink)" stroke-width="1.3" />
      </svg>
    );
  if (kind === "unknown")
    return (
      <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
        <path d={shape} fill="none" stroke="var(--unknown)" stroke-width="1.6" stroke-dasharray="2.4 2" />
      </svg>
    );
  return (
    <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
      <path d={shape} fill={`var(--${colourName(kind, step(certainty))})`} stroke={`var(--${kind}-3)`} stroke-width="1.3" />
    </svg>
  );
}
