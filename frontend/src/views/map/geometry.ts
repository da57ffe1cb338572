/** Shapes for the map: a place known only to its district is a disc as wide as its position is uncertain, never a pin. */
import type { Feature, FeatureCollection, Point, Polygon } from "geojson";
import type { About, Areas } from "../../api/answers";
import { kindOf, step, type Held } from "../../state/beliefs";

const KM_A_DEGREE = 111.32;
const CORNERS = 48;
/** A point that may be off by more than this is drawn as a disc: a pin would say that it is there. */
export const PIN_KM = 3;

/** A disc in degrees round a point; wide enough for a drawing at these latitudes. */
export function disc([longitude, latitude]: readonly [number, number], km: number): Polygon {
  const ring: [number, number][] = [];
  const wide = km / (KM_A_DEGREE * Math.cos((latitude * Math.PI) / 180));
  const high = km / KM_A_DEGREE;
  for (let corner = 0; corner <= CORNERS; corner += 1) {
    const turn = (2 * Math.PI * (corner % CORNERS)) / CORNERS;
    ring.push([longitude + wide * Math.cos(turn), latitude + high * Math.sin(turn)]);
  }
  return { type: "Polygon", coordinates: [ring] };
}

export interface MarkProperties {
  id: string;
  name: string;
  icon: string;
  /** Which is drawn, and named, over which: contested over held, much spoken of over little. */
  rank: number;
}

/** Places known by themselves, as points with the name of their sign. */
export function pins(about: About, held: readonly Held[]): FeatureCollection<Point, MarkProperties> {
  return {
    type: "FeatureCollection",
    features: held.filter((each) => each.radiusKm <= PIN_KM).map((each): Feature<Point, MarkProperties> => ({ type: "Feature", geometry: { type: "Point", coordinates: each.position }, properties: mark(about, each) })),
  };
}

/** Places known only to a district, as discs. */
export function discs(about: About, held: readonly Held[]): FeatureCollection<Polygon, MarkProperties> {
  return {
    type: "FeatureCollection",
    features: held.filter((each) => each.radiusKm > PIN_KM).map((each): Feature<Polygon, MarkProperties> => ({ type: "Feature", geometry: disc(each.position, each.radiusKm), properties: mark(about, each) })),
  };
}

function mark(about: About, each: Held): MarkProperties {
  return { id: each.id, name: each.name, icon: iconName(about, each), rank: (each.state === "unknown" ? 0 : each.state === "contested" ? 2000 : 1000) + Math.min(999, each.claims) };
}

export function iconName(about: About, each: Pick<Held, "state" | "certainty">): string {
  const kind = kindOf(about, each.state);
  return kind === "contested" || kind === "unknown" ? kind : `${kind}-${step(each.certainty)}`;
}

/** Districts and regions that claims speak of as a whole: a name and a number, where nothing finer is known. */
export function wide(areas: Areas | undefined, label: (name: string, claims: number) => string): FeatureCollection<Point, { id: string; label: string }> {
  return {
    type: "FeatureCollection",
    // A claim about a whole country is about no place on this map.
    features: (areas?.features ?? []).filter((each) => each.properties.kind !== "country").map((each) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: each.geometry.coordinates },
      properties: { id: each.id, label: label(each.properties.name, each.properties.claims) },
    })),
  };
}
