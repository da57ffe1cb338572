/** The page's signs drawn for the map, from the same outlines and colours. */
import { colourName, HATCH, shapeOf } from "../../parts/signs";
import type { Kind } from "../../state/beliefs";
import { colour } from "../../state/look";

const SIZE = 16;
/** A sign with its rim of paper, in the outline's units. */
export const SIGN_SIZE = SIZE + 4;

function context(size: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const drawing = canvas.getContext("2d");
  if (drawing === null) throw new Error("no canvas to draw signs on");
  return drawing;
}

/** A sign by its name ("side-0-3", "contested", "unknown") in the colours of the look that is on, so many pixels wide. */
export function icon(name: string, pixels: number): HTMLCanvasElement {
  const [, side, step] = /^(side-\d+)-(\d)$/.exec(name) ?? [];
  const kind = (side ?? name) as Kind;
  const drawing = context(pixels);
  drawing.scale(pixels / SIGN_SIZE, pixels / SIGN_SIZE);
  drawing.translate(2, 2);
  const outline = new Path2D(shapeOf(kind));
  // A rim of paper keeps neighbours apart.
  drawing.lineWidth = 3.4;
  drawing.lineJoin = "round";
  drawing.strokeStyle = colour("country");
  drawing.stroke(outline);
  drawing.fillStyle = side === undefined ? colour("country") : colour(colourName(kind, Number(step)));
  drawing.fill(outline);
  drawing.lineWidth = 1.3;
  drawing.strokeStyle = kind === "contested" ? colour("ink") : kind === "unknown" ? colour("unknown") : colour(`${kind}-3`);
  if (kind === "unknown") drawing.setLineDash([2.4, 2]);
  drawing.stroke(outline);
  if (kind === "contested") drawing.stroke(new Path2D(HATCH));
  return drawing.canvas;
}

/** What a contested area is filled with. */
export function hatching(value: string): HTMLCanvasElement {
  const drawing = context(8);
  drawing.strokeStyle = value;
  drawing.globalAlpha = 0.55;
  drawing.lineWidth = 0.9;
  for (const start of [-8, 0, 8]) {
    drawing.beginPath();
    drawing.moveTo(start - 1, 9);
    drawing.lineTo(start + 9, -1);
    drawing.stroke();
  }
  return drawing.canvas;
}
