/** The map as a PNG file, with its day, what the signs mean and where the map comes from: a picture that travels must say what it shows. */
import type { About } from "../../api/answers";
import { HATCH, shapeOf } from "../../parts/signs";
import { kindOf } from "../../state/beliefs";
import { dayInWords } from "../../state/days";
import { colour } from "../../state/look";
import { stateName } from "../../parts/said";
import type { Words } from "../../state/words";
import { download } from "../../parts/download";

const BAND = 76;

export function savePicture(sheets: readonly [HTMLCanvasElement, HTMLCanvasElement], about: About, words: Words, on: string, attribution: string): void {
  const [drawn] = sheets;
  const ratio = drawn.width / drawn.clientWidth;
  const canvas = document.createElement("canvas");
  canvas.width = drawn.width;
  canvas.height = drawn.height + BAND * ratio;
  const drawing = canvas.getContext("2d");
  if (drawing === null) return;
  drawing.fillStyle = colour("paper");
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  for (const sheet of sheets) drawing.drawImage(sheet, 0, BAND * ratio);
  drawing.scale(ratio, ratio);
  drawing.fillStyle = colour("ink");
  drawing.font = '600 20px "Source Serif", serif';
  drawing.fillText(dayInWords(on, words.language, "long"), 14, 28);
  drawing.font = '400 13px "Source Serif", serif';
  let left = 14;
  for (const state of [...about.sides.map((side) => side.code), "contested", "unknown"]) {
    left = legendEntry(drawing, about, state, stateName(words, about, state), left);
  }
  drawing.fillStyle = colour("soft");
  drawing.font = '400 11px "Source Serif", serif';
  drawing.fillText(`${words.say("map.picture.note")} ${attribution}`, 14, BAND - 8);
  canvas.toBlob((blob) => {
    if (blob !== null) download(blob, `reportedly-${on}.png`);
  });
}

function legendEntry(drawing: CanvasRenderingContext2D, about: About, state: string, name: string, left: number): number {
  const kind = kindOf(about, state);
  drawing.save();
  drawing.translate(left, 36);
  drawing.scale(0.85, 0.85);
  const outline = new Path2D(shapeOf(kind));
  if (kind !== "contested" && kind !== "unknown") {
    drawing.fillStyle = colour(`${kind}-4`);
    drawing.fill(outline);
  } else {
    drawing.strokeStyle = colour(kind === "contested" ? "ink" : "unknown");
    drawing.stroke(outline);
    if (kind === "contested") drawing.stroke(new Path2D(HATCH));
  }
  drawing.restore();
  drawing.fillStyle = colour("ink");
  drawing.fillText(name, left + 18, 48);
  return left + 18 + drawing.measureText(name).width + 20;
}
