/**
 * The places over the map: signs, areas and names on a canvas of their own, drawn in the same frame as the map under it.
 *
 * A change of day draws this canvas again and nothing else: no tile is cut, no letter laid out (5,000 places in MapLibre's own symbols took 1 to 3 seconds
 * a day without a graphics card). The rule that must not be broken: what stands here the list beside the map says too.
 */
import type { About, Areas } from "../../api/answers";
import { kindOf, step, type Held } from "../../state/beliefs";
import { colour } from "../../state/look";
import type { City } from "./base";
import { sized } from "./ground-layer";
import { hatching, icon, SIGN_SIZE } from "./icons";
import { MOST_NAMES, placed, Taken, type Box, type Name, type Wish } from "./names";
import { NameSprites } from "./name-sprites";
import { isWithin, trace, type Shape } from "./shapes";
import { inParts, onScreen, part, pixelsAKilometre, signScale, type Part, type View } from "./view";

/** A point that may be off by more than this is drawn as an area: a sign would say that it is there. */
export const PIN_KM = 3;
/** Pixels round a sign that count as pointing at it. */
const REACH = 11;
/** Where so many signs are in view names keep off all of them; where there are more they may stand over the lesser ones. */
const FEW = 250;
/** … and then so many names of places are enough: more would hide the signs, and a closer view names the rest. */
const ENOUGH = 60;
const FAMILY = '"Source Serif", serif';
/** Heights of letters and of a line in pixels, where the page's own are 16. */
const PLACE = 13;
const CITY = 12;
const LINE = 15;

/** What is drawn. */
export interface Shown {
  about: About;
  held: readonly Held[];
  areas: Areas | undefined;
  /** Shapes of districts by the id of the place that lies somewhere in one, or stands for it. */
  shapes: ReadonlyMap<string, Shape>;
  cities: readonly City[];
  chosen: string | null;
  areaLabel: (name: string, claims: number) => string;
}

interface Colours {
  ink: string;
  soft: string;
  city: string;
  country: string;
  outline: string;
  unknown: string;
  pencil: string;
  sides: string[][];
}

interface Drawn {
  place: Held;
  x: number;
  y: number;
  /** Pixels from the middle to the rim of what is drawn for it. */
  reach: number;
}

/** A name and the point that it stands by. */
interface Named {
  id: string | null;
  text: string;
  point: Part;
  apart: number;
}

export function iconName(about: About, each: Pick<Held, "state" | "certainty">): string {
  const kind = kindOf(about, each.state);
  return kind === "contested" || kind === "unknown" ? kind : `${kind}-${step(each.certainty)}`;
}

export class SignsLayer {
  readonly canvas = document.createElement("canvas");
  private readonly drawing: CanvasRenderingContext2D;
  private readonly parts = new Map<string, Part>();
  private readonly widths = new Map<string, number>();
  private readonly signs = new Map<string, HTMLCanvasElement>();
  private shown: Shown | undefined;
  private colours: Colours | undefined;
  /** Cities for bearings: one that is a place of the ledger is named there, and nowhere else. */
  private cities: { name: string; point: Part }[] = [];
  /** How large the page's letters are beside 16 pixels: on a wall all of the map is larger with them. */
  private large: number | undefined;
  private hatch: CanvasPattern | null = null;
  private readonly sprites = new NameSprites();
  private view: View | undefined;
  /** Places in view, the least spoken of first, and the same in the order in which they are drawn. */
  private inView: Drawn[] = [];
  private layered: Drawn[] = [];
  private wide: Drawn[] = [];
  private named: { wish: Wish; name: Name; id: string | null; dx: number; dy: number; point: Part; font: string; colour: string }[] = [];

  constructor() {
    const drawing = this.canvas.getContext("2d", { willReadFrequently: true }); // drawn by the processor: the graphics card, where there is one, has the glass to do
    if (drawing === null) throw new Error("no canvas to draw places on");
    this.drawing = drawing;
    this.canvas.className = "map-signs";
    this.canvas.setAttribute("aria-hidden", "true");
  }

  /** Other places, another day. */
  show(shown: Shown): void {
    if (this.shown?.cities !== shown.cities || this.shown.held.length !== shown.held.length) {
      const named = new Set(shown.held.map((each) => each.name));
      this.cities = shown.cities.filter((city) => !named.has(city.name)).map((city) => ({ name: city.name, point: part(city.position) }));
    }
    this.shown = shown;
  }

  /** The look has changed. */
  recolour(): void {
    this.colours = undefined;
    this.signs.clear();
    this.sprites.clear();
  }

  /** The page's font has come, or the page another size: names measured before are too wide or too narrow. */
  measureAgain(): void {
    this.large = undefined;
    this.widths.clear();
    this.sprites.clear();
  }

  /** The place whose sign, name or area is there; the one drawn last where several are. */
  at(x: number, y: number): Held | undefined {
    let best: Drawn | undefined;
    let nearest = Infinity;
    for (const each of this.layered) {
      const away = Math.hypot(each.x - x, each.y - y);
      if (away <= REACH * (this.large ?? 1) && away <= nearest) [best, nearest] = [each, away];
    }
    if (best !== undefined) return best.place;
    const name = this.named.find((each) => each.id !== null && x >= each.name.left && x <= each.name.right && y >= each.name.top && y <= each.name.bottom);
    if (name !== undefined) return this.shown?.held.find((each) => each.id === name.id);
    const { shown, view } = this;
    if (shown === undefined || view === undefined) return undefined;
    const point = inParts(view, x, y);
    return this.wide.findLast((each) => {
      const shape = shown.shapes.get(each.place.id);
      return shape === undefined ? Math.hypot(each.x - x, each.y - y) <= each.reach : isWithin(shape, point);
    })?.place;
  }

  /** While the map moves the names stay those that they were; where it comes to rest they are chosen anew. */
  draw(view: View, choosesNames: boolean): void {
    const { shown, drawing } = this;
    if (shown === undefined) return;
    const ratio = sized(this.canvas, view);
    this.large ??= parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
    this.colours ??= this.readColours(shown.about);
    this.view = view;
    drawing.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawing.clearRect(0, 0, view.width, view.height);
    this.findInView(shown, view);
    this.drawCities(view);
    this.drawAreas(shown, view);
    const scale = signScale(view.zoom) * this.large;
    for (const each of this.layered) this.drawSign(iconName(shown.about, each.place), each.x, each.y, scale, ratio);
    this.drawChosen(shown, view, scale);
    if (choosesNames) this.chooseNames(shown, view, scale);
    this.drawNames(view, ratio);
  }

  /** Which places are in view and where; the unknown are drawn first, the contested last. */
  private findInView(shown: Shown, view: View): void {
    const layers: Drawn[][] = [[], [], []];
    this.wide = [];
    this.inView = [];
    for (const place of shown.held) {
      const [x, y] = onScreen(view, this.partOf(place));
      const isWide = place.radiusKm > PIN_KM;
      const reach = isWide ? Math.max(REACH, place.radiusKm * pixelsAKilometre(view, place.position[1])) : REACH;
      if (x < -reach || y < -reach || x > view.width + reach || y > view.height + reach) continue;
      const drawn = { place, x, y, reach };
      if (isWide) this.wide.push(drawn);
      else {
        this.inView.push(drawn);
        layers[place.state === "unknown" ? 0 : place.state === "contested" ? 2 : 1]?.push(drawn);
      }
    }
    this.layered = layers.flat();
  }

  private partOf(place: Held): Part {
    let known = this.parts.get(place.id);
    if (known === undefined) {
      known = part(place.position);
      this.parts.set(place.id, known);
    }
    return known;
  }

  private drawCities(view: View): void {
    const { drawing } = this;
    drawing.fillStyle = this.colours?.city ?? "";
    for (const city of this.cities) {
      const [x, y] = onScreen(view, city.point);
      drawing.fillRect(x - 1.25, y - 1.25, 2.5, 2.5);
    }
  }

  /** Districts that claims speak of as a whole, as a rim alone; then places known only to their district, each district once: as the place most spoken of. */
  private drawAreas(shown: Shown, view: View): void {
    const { drawing, colours } = this;
    if (colours === undefined) return;
    drawing.strokeStyle = colours.outline;
    drawing.lineWidth = 1;
    drawing.setLineDash([1, 2]);
    for (const area of shown.areas?.features ?? []) {
      const shape = shown.shapes.get(area.id);
      if (shape === undefined || area.properties.kind !== "district") continue;
      trace(drawing, view, shape);
      drawing.stroke();
    }
    drawing.setLineDash([]);
    const districts = new Map<string, Drawn>();
    for (const each of this.wide) districts.set(shown.shapes.get(each.place.id)?.id ?? each.place.id, each);
    for (const each of districts.values()) this.drawArea(shown, view, each);
  }

  /** A place known only to its district: all of the district, or where its shape is not known a disc as wide as the position is uncertain; never a sign at a point. */
  private drawArea({ about, shapes }: Shown, view: View, { place, x, y, reach }: Drawn): void {
    const { drawing } = this;
    const colours = this.colours;
    if (colours === undefined) return;
    const kind = kindOf(about, place.state);
    const shape = shapes.get(place.id);
    drawing.beginPath();
    if (shape === undefined) drawing.arc(x, y, reach, 0, 2 * Math.PI);
    else trace(drawing, view, shape);
    if (kind === "contested") {
      drawing.fillStyle = this.hatch ?? "transparent";
      drawing.fill();
    } else {
      drawing.globalAlpha = kind === "unknown" ? 0.12 : 0.3;
      drawing.fillStyle = kind === "unknown" ? colours.unknown : (colours.sides[Number(kind.slice(5))]?.[step(place.certainty)] ?? colours.unknown);
      drawing.fill();
      drawing.globalAlpha = 1;
    }
    drawing.strokeStyle = colours.outline;
    drawing.lineWidth = 1;
    drawing.setLineDash([1, 2]);
    drawing.stroke();
    drawing.setLineDash([]);
  }

  private drawSign(name: string, x: number, y: number, scale: number, ratio: number): void {
    const size = Math.round(SIGN_SIZE * scale * ratio);
    if (!(size >= 1)) return; // a sheet without a size, as a page is left, has none: 0 / 0
    const key = `${name}@${size}`;
    let sign = this.signs.get(key);
    if (sign === undefined) {
      if (this.signs.size > 300) this.signs.clear(); // sizes that a zoom passed through
      sign = icon(name, size);
      this.signs.set(key, sign);
    }
    const side = size / ratio;
    this.drawing.drawImage(sign, x - side / 2, y - side / 2, side, side);
  }

  private drawChosen(shown: Shown, view: View, scale: number): void {
    const place = shown.chosen === null ? undefined : shown.held.find((each) => each.id === shown.chosen);
    if (place === undefined) return;
    const [x, y] = onScreen(view, this.partOf(place));
    const { drawing } = this;
    this.drawSign(iconName(shown.about, place), x, y, scale, this.canvas.width / view.width);
    drawing.beginPath();
    drawing.arc(x, y, 13 * (this.large ?? 1), 0, 2 * Math.PI);
    drawing.strokeStyle = this.colours?.pencil ?? "";
    drawing.lineWidth = 2;
    drawing.stroke();
  }

  /** The one pointed at first, then places by how much is said of them, cities for bearings, regions that claims speak of, and last places nothing is known of. */
  private chooseNames(shown: Shown, view: View, scale: number): void {
    const colours = this.colours;
    if (colours === undefined) return;
    const taken = new Taken();
    const reach = (SIGN_SIZE / 2 - 2) * scale;
    const large = this.large ?? 1;
    const line = LINE * large;
    const font = (pixels: number, form = "") => `${form}${(pixels * large).toFixed(1)}px ${FAMILY}`;
    const near = this.inView.length <= FEW;
    if (near) for (const each of this.inView) taken.add({ left: each.x - reach, top: each.y - reach, right: each.x + reach, bottom: each.y + reach });
    for (const box of furniture(view, large)) taken.add(box);
    this.named = [];
    const put = (letters: string, fill: string, list: Iterable<Named>) => {
      const wishes = new Map<Wish, Named>();
      // One by one, as room is looked for: of 5,000 villages few get as far.
      const wished = function* (this: SignsLayer): Generator<Wish> {
        for (const each of list) {
          const [x, y] = onScreen(view, each.point);
          if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
          const wish = { text: each.text, x, y, width: this.widthOf(each.text, letters) + 4, height: line, apart: each.apart };
          wishes.set(wish, each);
          yield wish;
        }
      };
      for (const name of placed(wished.call(this), view.width, view.height, taken, near ? MOST_NAMES : ENOUGH)) {
        const each = wishes.get(name.wish);
        if (each === undefined) continue;
        this.named.push({ wish: name.wish, name, id: each.id, dx: name.left + 2 - name.wish.x, dy: name.top + line / 2 - name.wish.y, point: each.point, font: letters, colour: fill });
      }
    };
    const asName = ({ place }: Drawn): Named => ({ id: place.id, text: place.name, point: this.partOf(place), apart: place.radiusKm > PIN_KM ? 0 : reach + 3 });
    // What is held is told by weight, the least first: names go the other way.
    const byWeight = [...this.inView].reverse().concat([...this.wide].reverse());
    const isKnown = (each: Drawn) => each.place.state !== "unknown";
    put(font(PLACE), colours.ink, byWeight.filter((each) => each.place.id === shown.chosen).map(asName));
    put(font(PLACE), colours.ink, byWeight.filter((each) => isKnown(each) && each.place.id !== shown.chosen).map(asName));
    put(font(CITY), colours.city, this.cities.map((city) => ({ id: null, text: city.name, point: city.point, apart: 4 })));
    put(font(CITY, "italic "), colours.soft, wideNames(shown));
    put(font(PLACE), colours.soft, byWeight.filter((each) => !isKnown(each) && each.place.id !== shown.chosen).map(asName));
  }

  private drawNames(view: View, ratio: number): void {
    const { drawing, colours } = this;
    if (colours === undefined) return;
    for (const each of this.named) {
      const [x, y] = onScreen(view, each.point);
      const sprite = this.sprites.of(each.wish.text, each.font, each.colour, colours.country, this.widthOf(each.wish.text, each.font), LINE * (this.large ?? 1), ratio);
      if (sprite.canvas.width === 0 || sprite.canvas.height === 0) continue;
      drawing.drawImage(sprite.canvas, Math.round((x + each.dx - sprite.left) * ratio) / ratio, Math.round((y + each.dy - sprite.middle) * ratio) / ratio, sprite.width, sprite.height);
    }
  }

  private widthOf(text: string, font: string): number {
    const key = `${font}\n${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.drawing.font = font;
      width = this.drawing.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  }

  private readColours(about: About): Colours {
    this.hatch = this.drawing.createPattern(hatching(colour("ink")), "repeat");
    return {
      ink: colour("ink"),
      soft: colour("soft"),
      city: colour("city"),
      country: colour("country"),
      outline: colour("outline"),
      unknown: colour("unknown"),
      pencil: colour("pencil"),
      sides: about.sides.map((_, at) => ["", ...[1, 2, 3, 4].map((each) => colour(`side-${at}-${each}`))]),
    };
  }
}

/** What lies over the map: the buttons that zoom, at the top on the right, and the line that says whose map it is. */
function furniture({ width, height }: View, large: number): Box[] {
  return [
    { left: width - 44, top: 0, right: width, bottom: 80 },
    { left: 0, top: height - 30 * large, right: width, bottom: height },
  ];
}

/** Districts and regions that claims speak of as a whole: a name and a number, where nothing finer is known. A claim about a whole country is about no place on this map. */
function wideNames({ areas, areaLabel }: Shown): Named[] {
  return (areas?.features ?? [])
    .filter((each) => each.properties.kind !== "country")
    .sort((one, other) => other.properties.claims - one.properties.claims)
    .map((each) => ({ id: null, text: areaLabel(each.properties.name, each.properties.claims), point: part(each.geometry.coordinates), apart: 0 }));
}
