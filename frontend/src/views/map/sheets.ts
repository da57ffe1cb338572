/** The sheets of the map: the ground, the places over it, and the glass on top that the map library moves. One view for all three. */
import type { Map as MapLibreMap } from "maplibre-gl";
import type { Held } from "../../state/beliefs";
import type { BaseMap } from "./base";
import { GroundLayer } from "./ground-layer";
import { SignsLayer, type Shown } from "./signs-layer";
import { degrees, fitted, part, type View } from "./view";

/** Where there is neither ground nor place: the inhabited earth. */
const EARTH = [-180, -60, 180, 75] as const;

export class Sheets {
  /** What the map library draws into, and takes clicks and keys with. */
  readonly glass = document.createElement("div");
  private readonly ground = new GroundLayer();
  private readonly signs = new SignsLayer();
  private map: MapLibreMap | undefined;
  private first: View | undefined;
  private shown: Shown | undefined;
  private base: BaseMap | undefined;
  /** The reader chose what is in view; until then it is all places, as they come. */
  private wasMoved = false;

  /** The frame's size in pixels: asking the page for it at each day would have it laid out at once. */
  private width: number;
  private height: number;

  constructor(frame: HTMLElement) {
    this.width = frame.clientWidth;
    this.height = frame.clientHeight;
    this.glass.className = "map-glass";
    frame.append(this.ground.canvas, this.signs.canvas, this.glass);
    void document.fonts.ready.then(() => {
      this.signs.measureAgain();
      this.draw();
    });
    new ResizeObserver(() => {
      this.width = frame.clientWidth;
      this.height = frame.clientHeight;
      this.signs.measureAgain();
      if (this.map === undefined) this.draw(); // later the map says when
    }).observe(frame);
  }

  get canvases(): [HTMLCanvasElement, HTMLCanvasElement] {
    return [this.ground.canvas, this.signs.canvas];
  }

  /** What is in view: as the map has it, and before there is one all places. */
  view(): View {
    const { width, height } = this;
    if (this.map !== undefined) {
      const { lng, lat } = this.map.getCenter();
      return { centre: part([lng, lat]), zoom: this.map.getZoom(), width, height };
    }
    if (this.first?.width !== width || this.first.height !== height) {
      const points = (this.shown?.held ?? []).map((each) => part(each.position));
      this.first = fitted(points, this.base?.view ?? EARTH, width, height);
    }
    return this.first;
  }

  /** Other places, another day: the ground stays. */
  show(base: BaseMap | undefined, shown: Shown): void {
    const isMore = shown.held.length > (this.shown?.held.length ?? 0);
    const isNew = this.shown === undefined || base !== this.base;
    this.base = base;
    this.ground.put(base);
    this.shown = shown;
    this.signs.show(shown);
    if (isMore && !this.wasMoved) {
      this.first = undefined;
      if (this.map !== undefined) this.fit(this.map);
    }
    if (isNew || this.map === undefined) this.draw();
    else this.signs.draw(this.view(), true);
  }

  /** From now on the map says what is in view. */
  follow(map: MapLibreMap): void {
    this.map = map;
    map.on("movestart", (event: { originalEvent?: unknown }) => {
      this.wasMoved ||= event.originalEvent !== undefined;
    });
    // "render" comes when the map has drawn its frame, before the browser shows it: all sheets move as one.
    map.on("render", () => {
      this.ground.draw(this.view());
      this.signs.draw(this.view(), !map.isMoving());
    });
    map.on("moveend", () => {
      this.signs.draw(this.view(), true);
    });
  }

  recolour(): void {
    this.signs.recolour();
    this.draw();
  }

  /** The place there; undefined where there is none. */
  at(x: number, y: number): Held | undefined {
    return this.signs.at(x, y);
  }

  private fit(map: MapLibreMap): void {
    const { width, height } = this;
    const view = fitted((this.shown?.held ?? []).map((each) => part(each.position)), this.base?.view ?? EARTH, width, height);
    const [longitude, latitude] = degrees(view.centre);
    map.jumpTo({ center: [longitude, latitude], zoom: view.zoom });
  }

  private draw(): void {
    if (this.shown === undefined) return;
    const view = this.view();
    this.ground.draw(view);
    this.signs.draw(view, true);
  }
}
