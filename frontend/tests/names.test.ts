import { expect, test } from "vitest";
import { MOST_NAMES, placed, Taken, type Wish } from "../src/views/map/names";

function wish(text: string, x: number, y: number, apart = 8): Wish {
  return { text, x, y, width: 60, height: 15, apart };
}

test("a name stands right of its sign, and gives way to the weightier one", () => {
  const [first, second] = placed([wish("first", 100, 100), wish("second", 100, 100)], 400, 300);
  expect(first).toMatchObject({ left: 108, right: 168 });
  expect(second).toMatchObject({ left: 32, right: 92 });
});

test("no two names overlap, none leaves the view, however many want the same spot", () => {
  const wishes = Array.from({ length: 900 }, (_, at) => wish(String(at), (at * 37) % 400, (at * 61) % 300));
  const names = placed(wishes, 400, 300);
  expect(names.length).toBeGreaterThan(20);
  expect(names.length).toBeLessThanOrEqual(MOST_NAMES);
  names.forEach((one, at) => {
    expect(one.left >= 0 && one.top >= 0 && one.right <= 400 && one.bottom <= 300).toBe(true);
    for (const other of names.slice(at + 1)) expect(one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom).toBe(false);
  });
});

test("what is taken stays free of names, and the name of an area stands over its middle", () => {
  const taken = new Taken();
  taken.add({ left: 0, top: 0, right: 400, bottom: 300 });
  expect(placed([wish("anywhere", 200, 150)], 400, 300, taken)).toEqual([]);
  expect(placed([wish("area", 200, 150, 0)], 400, 300)[0]).toMatchObject({ left: 170, right: 230, top: 142.5 });
});
