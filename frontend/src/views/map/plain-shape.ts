/** Where a point of the earth stands in a plain drawing: Mercator, as the other map has it. */

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];

const MARGIN = 0.12;
/** Fewer degrees would show a field, not a country: a place alone is drawn with its surroundings. */
const LEAST = 3;

/** What to show: all places with air around them, or the map's own view where there are none. */
export function box(points: readonly (readonly [number, number])[], view: Box | undefined): Box {
  if (points.length === 0) return view ?? [-180, -60, 180, 75];
  const west = Math.min(...points.map((point) => point[0]));
  const east = Math.max(...points.map((point) => point[0]));
  const south = Math.min(...points.map((point) => point[1]));
  const north = Math.max(...points.map((point) => point[1]));
  const wide = Math.max(LEAST, (east - west) * (1 + 2 * MARGIN));
  const high = Math.max(LEAST / 2, (north - south) * (1 + 2 * MARGIN));
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  return [x - wide / 2, Math.max(-85, y - high / 2), x + wide / 2, Math.min(85, y + high / 2)];
}

export function inView([west, south, east, north]: Box, [longitude, latitude]: readonly [number, number]): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

/** The function from degrees to the drawing's units, rounded to tenths; north is up. */
export function projected([west, , east, north]: Box, width: number): (point: readonly [number, number]) => [number, number] {
  const scale = width / (east - west);
  const top = mercator(north);
  return ([longitude, latitude]) => [Math.round((longitude - west) * scale * 10) / 10, Math.round((top - mercator(latitude)) * scale * 10) / 10];
}

/** Mercator's y in degrees of longitude. */
function mercator(latitude: number): number {
  return (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI;
}
