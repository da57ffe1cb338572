import { expect, test } from "vitest";
import { Points } from "../src/state/points";

test("code points and units are the same where no character is wide", () => {
  const points = new Points("Лиман, 5000");
  expect(points.length).toBe(11);
  expect(points.slice(0, 5)).toBe("Лиман");
});

test("wide characters count once", () => {
  const text = "🙂a🚩b🙂🙂c";
  const points = new Points(text);
  const characters = Array.from(text);
  expect(points.length).toBe(characters.length);
  for (let start = 0; start <= characters.length; start += 1)
    for (let end = start; end <= characters.length; end += 1) expect(points.slice(start, end)).toBe(characters.slice(start, end).join(""));
});

test("half a pair counts as one, as the text had it", () => {
  expect(new Points("a\ud83db").length).toBe(3);
  expect(new Points("\ude42\ud83d").length).toBe(2);
});
