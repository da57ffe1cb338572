/** Which names stand on the map and where: each beside its sign, none over another, the weightier first. Pure numbers, so that it can be tested without a page. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A name that would like to stand by a point, and how wide it is. Those first in a list have the first choice. */
export interface Wish {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Pixels between the point and its name; 0 writes the name over the point. */
  apart: number;
}

export interface Name extends Box {
  wish: Wish;
}

const CELL = 96;
/** More names than this are not read, and not drawn. */
export const MOST_NAMES = 220;
/** Wishes that are tried at most: a country's villages all want the same few spots. */
const MOST_TRIED = 2500;

/** Boxes that are taken, found by the cells of a grid they reach into. */
export class Taken {
  private readonly cells = new Map<number, Box[]>();

  add(box: Box): void {
    for (const cell of cellsOf(box)) {
      const known = this.cells.get(cell);
      if (known === undefined) this.cells.set(cell, [box]);
      else known.push(box);
    }
  }

  isFree(box: Box): boolean {
    for (const cell of cellsOf(box))
      for (const other of this.cells.get(cell) ?? []) if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) return false;
    return true;
  }
}

function* cellsOf(box: Box): Generator<number> {
  for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column += 1)
    for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row += 1) yield column * 4096 + row;
}

/** The names that find room within the view, each where it stands. */
export function placed(wishes: Iterable<Wish>, width: number, height: number, taken: Taken = new Taken(), most = MOST_NAMES): Name[] {
  const names: Name[] = [];
  let tried = 0;
  for (const wish of wishes) {
    if (names.length >= most || tried >= MOST_TRIED) break;
    tried += 1;
    const box = spots(wish).find((spot) => spot.left >= 2 && spot.top >= 2 && spot.right <= width - 2 && spot.bottom <= height - 2 && taken.isFree(spot));
    if (box === undefined) continue;
    taken.add(box);
    names.push({ ...box, wish });
  }
  return names;
}

/** Right of the point, left of it, above, below; or over it. */
function spots({ x, y, width, height, apart }: Wish): Box[] {
  const at = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height });
  if (apart === 0) return [at(x - width / 2, y - height / 2)];
  return [at(x + apart, y - height / 2), at(x - apart - width, y - height / 2), at(x - width / 2, y - apart - height), at(x - width / 2, y + apart)];
}
