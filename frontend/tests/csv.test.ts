import { expect, test } from "vitest";
import { csv } from "../src/parts/csv";

test("cells with commas, quotes and lines stand in quotation marks, nothing is an empty cell", () => {
  expect(csv([{ a: 'say "no", twice', b: null, c: 2 }, { a: "one\ntwo", b: undefined, c: 0 }])).toBe('\ufeffa,b,c\r\n"say ""no"", twice",,2\r\n"one\ntwo",,0\r\n');
  expect(csv([])).toBe("\ufeff");
});

test("what a spreadsheet would run is text, numbers stay numbers", () => {
  expect(csv([{ a: "=1+1", b: -3 }])).toBe("\ufeffa,b\r\n'=1+1,-3\r\n");
  for (const start of ["+", "-", "@", "\t"]) expect(csv([{ a: `${start}x` }])).toContain(`'${start}x`);
});
