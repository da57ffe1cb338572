/** The ground that a pack has for its map: land, borders, regions, rivers, and cities for bearings. */
import type { FeatureCollection } from "geojson";
import { ask } from "../../state/ask";

export interface BaseMap extends FeatureCollection {
  /** West, south, east, north in degrees: what is shown where there are no places. */
  view: [number, number, number, number];
  /** The drawing's edge, beyond which one cannot move. */
  box: [number, number, number, number];
  /** Whose map it is, by language; English is always there. */
  attribution: Record<string, string>;
}

export interface City {
  name: string;
  position: readonly [number, number];
}

/** The pack's map; undefined where it has none: places are then drawn on plain paper. */
export function askGround(): Promise<BaseMap | undefined> {
  return ask<BaseMap>("base").catch(() => undefined);
}

/** Whose map it is, in the reader's language where the pack says it so. */
export function attributionOf(base: BaseMap | null | undefined, language: string): string {
  return base?.attribution[language] ?? base?.attribution["en"] ?? "";
}

/** The cities of the map, for bearings; the most important first. */
export function citiesOf(base: FeatureCollection | undefined): City[] {
  return (base?.features ?? []).flatMap(({ geometry, properties }) =>
    geometry.type === "Point" && properties?.["layer"] === "city" ? [{ name: String(properties["name"]), position: [geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0] as const }] : [],
  );
}
