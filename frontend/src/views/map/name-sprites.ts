/** Names of the map, drawn once and kept: letters with a rim of paper take the processor ten times as long as a picture of them. */

export interface Sprite {
  canvas: HTMLCanvasElement;
  /** Pixels of the page: from the left edge to the first letter, from the top to the middle of the line, and the picture's size. */
  left: number;
  middle: number;
  width: number;
  height: number;
}

const RIM = 3;
/** Names kept at most; more have passed through the view than are in it. */
const MOST = 800;

export class NameSprites {
  private readonly kept = new Map<string, Sprite>();

  clear(): void {
    this.kept.clear();
  }

  of(text: string, font: string, fill: string, rim: string, wide: number, line: number, ratio: number): Sprite {
    const key = `${font}\n${fill}\n${ratio}\n${text}`;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    if (this.kept.size >= MOST) this.kept.clear();
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil((wide + 2 * RIM) * ratio);
    canvas.height = Math.ceil((line * 1.5 + 2 * RIM) * ratio);
    // The screen's own pixels, one for one, or the letters blur.
    const [width, height] = [canvas.width / ratio, canvas.height / ratio];
    const sprite = { canvas, left: RIM, middle: height / 2, width, height };
    this.kept.set(key, sprite);
    const drawing = canvas.getContext("2d", { willReadFrequently: true });
    if (drawing === null) return sprite;
    drawing.scale(ratio, ratio);
    drawing.font = font;
    drawing.textBaseline = "middle";
    drawing.lineJoin = "round";
    drawing.lineWidth = RIM;
    drawing.strokeStyle = rim;
    drawing.strokeText(text, RIM, height / 2);
    drawing.fillStyle = fill;
    drawing.fillText(text, RIM, height / 2);
    return sprite;
  }
}
