/** The page's signs drawn for the map, from the same outlines and colours. */
import type { Map as MapLibreMap } from "maplibre-gl";
import type { About } from "../../api/answers";
import { colourName, HATCH, shapeOf } from "../../parts/signs";
import type { Kind } from "../../state/beliefs";
import { colour } from "../../state/look";

const RATIO = 3;
const SIZE = 16;

/** (Re)draws all signs in the colours of the look that is on. */
export function addIcons(map: MapLibreMap, about: About): void {
  const put = (name: string, image: ImageData, ratio: number) => {
    if (map.hasImage(name)) map.removeImage(name);
    map.addImage(name, image, { pixelRatio: ratio });
  };
  about.sides.forEach((_, at) => {
    for (const step of [1, 2, 3, 4]) put(`side-${at}-${step}`, icon(`side-${at}`, step), RATIO);
    for (const step of [1, 2, 3, 4]) put(`side-${at}-${step}-fill`, tint(colour(`side-${at}-${step}`)), 1);
  });
  put("contested", icon("contested", 4), RATIO);
  put("unknown", icon("unknown", 1), RATIO);
  put("contested-fill", hatching(colour("ink")), 2);
  put("unknown-fill", tint(colour("unknown"), 0.12), 1);
}

function context(size: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  if (drawing === null) throw new Error("no canvas to draw signs on");
  return drawing;
}

function icon(kind: Kind, step: number): ImageData {
  const size = (SIZE + 4) * RATIO;
  const drawing = context(size);
  drawing.scale(RATIO, RATIO);
  drawing.translate(2, 2);
  const outline = new Path2D(shapeOf(kind));
  // A rim of paper keeps neighbours apart.
  drawing.lineWidth = 3.4;
  drawing.lineJoin = "round";
  drawing.strokeStyle = colour("country");
  drawing.stroke(outline);
  drawing.fillStyle = kind === "contested" || kind === "unknown" ? colour("country") : colour(colourName(kind, step));
  drawing.fill(outline);
  drawing.lineWidth = 1.3;
  drawing.strokeStyle = kind === "contested" ? colour("ink") : kind === "unknown" ? colour("unknown") : colour(`${kind}-3`);
  if (kind === "unknown") drawing.setLineDash([2.4, 2]);
  drawing.stroke(outline);
  if (kind === "contested") drawing.stroke(new Path2D(HATCH));
  return drawing.getImageData(0, 0, size, size);
}

function tint(value: string, alpha = 0.3): ImageData {
  const drawing = context(8);
  drawing.globalAlpha = alpha;
  drawing.fillStyle = value;
  drawing.fillRect(0, 0, 8, 8);
  return drawing.getImageData(0, 0, 8, 8);
}

function hatching(value: string): ImageData {
  const drawing = context(16);
  drawing.strokeStyle = value;
  drawing.globalAlpha = 0.55;
  drawing.lineWidth = 1.6;
  for (const start of [-16, 0, 16]) {
    drawing.beginPath();
    drawing.moveTo(start - 2, 18);
    drawing.lineTo(start + 18, -2);
    drawing.stroke();
  }
  return drawing.getImageData(0, 0, 16, 16);
}
