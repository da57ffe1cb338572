/** Where a point of the earth stands on the screen of an upright map: Mercator, worked out once for each point, then two multiplications a frame. */

/** The width of the world in pixels at zoom 0, as MapLibre has it. */
export const WORLD = 512;

/** A point in parts of the world's width from its north-west corner. */
export type Part = readonly [number, number];

export function part([longitude, latitude]: readonly [number, number]): Part {
  const bounded = Math.min(85.051129, Math.max(-85.051129, latitude));
  return [(180 + longitude) / 360, (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (bounded * Math.PI) / 360))) / 360];
}

export interface View {
  centre: Part;
  zoom: number;
  width: number;
  height: number;
}

/** Pixels from the left and the top of the view. */
export function onScreen(view: View, point: Part): [number, number] {
  const scale = WORLD * 2 ** view.zoom;
  return [(point[0] - view.centre[0]) * scale + view.width / 2, (point[1] - view.centre[1]) * scale + view.height / 2];
}

/** What `onScreen` puts there. */
export function inParts(view: View, x: number, y: number): Part {
  const scale = WORLD * 2 ** view.zoom;
  return [view.centre[0] + (x - view.width / 2) / scale, view.centre[1] + (y - view.height / 2) / scale];
}

const EARTH_KM = 40_075.017;

/** How many pixels a kilometre is at a point's latitude. */
export function pixelsAKilometre(view: View, latitude: number): number {
  return (WORLD * 2 ** view.zoom) / (EARTH_KM * Math.cos((latitude * Math.PI) / 180));
}

/** The size of a sign beside its drawing: small where a country is in view, larger where a district is. */
export function signScale(zoom: number): number {
  const steps: readonly [number, number][] = [
    [4, 0.62],
    [7, 0.9],
    [10, 1.15],
  ];
  const [first, middle, last] = steps as [[number, number], [number, number], [number, number]];
  if (zoom <= first[0]) return first[1];
  if (zoom >= last[0]) return last[1];
  const [from, to] = zoom < middle[0] ? [first, middle] : [middle, last];
  return from[1] + ((to[1] - from[1]) * (zoom - from[0])) / (to[0] - from[0]);
}

/** Pixels of air round the places in view at first, and how near they are shown at most: a ledger about one oblast is not shown as a dot on a continent. */
const AIR = 70;
const NEAREST = 7.5;
export const FARTHEST = 3;

/** A view that has all the points, or the box where there are none. */
export function fitted(points: readonly Part[], box: readonly [number, number, number, number], width: number, height: number): View {
  const [west, south, east, north] = box;
  const all = points.length > 0 ? points : [part([west, south]), part([east, north])];
  let [left, top, right, bottom] = [1, 1, 0, 0];
  for (const [x, y] of all) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const air = points.length > 0 ? Math.min(AIR, width / 6, height / 6) : 8;
  const room = Math.min((width - 2 * air) / Math.max(1e-9, right - left), (height - 2 * air) / Math.max(1e-9, bottom - top));
  const zoom = Math.log2(room / WORLD);
  return { centre: [(left + right) / 2, (top + bottom) / 2], zoom: Math.max(FARTHEST, points.length > 0 ? Math.min(NEAREST, zoom) : zoom), width, height };
}

/** Longitude and latitude of a point. */
export function degrees([x, y]: Part): [number, number] {
  return [x * 360 - 180, (360 / Math.PI) * Math.atan(Math.exp(((180 - y * 360) * Math.PI) / 180)) - 90];
}
