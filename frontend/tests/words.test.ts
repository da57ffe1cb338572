import { expect, test } from "vitest";
import en from "../words/en.json";
import ru from "../words/ru.json";
import uk from "../words/uk.json";
import { chooseLanguage, wordsIn } from "../src/state/words";

const TABLES = { uk, ru } as Record<string, Record<string, string>>;
const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();

test.each(Object.keys(TABLES))("%s says all that English says, with the same holes and three forms where English has two", (language) => {
  const table = TABLES[language] ?? {};
  expect(Object.keys(table).sort()).toEqual(Object.keys(en).sort());
  for (const [key, text] of Object.entries(en)) {
    const other = table[key] ?? "";
    expect(holes(other), key).toEqual(holes(text));
    expect(other.split("|").length, key).toBe(text.includes("|") ? 3 : 1);
    expect(other.trim(), key).toBe(other);
    expect(other, key).not.toBe("");
  }
});

test("numbers choose their form", () => {
  const english = wordsIn("en");
  expect([1, 2, 21].map((count) => english.say("claims", { count }))).toEqual(["1 claim", "2 claims", "21 claims"]);
  const ukrainian = wordsIn("uk");
  expect([1, 2, 5, 11, 21, 1002].map((count) => ukrainian.say("claims", { count }).replace(/[\d\s]/g, ""))).toEqual(["твердження", "твердження", "тверджень", "тверджень", "твердження", "твердження"]);
  const russian = wordsIn("ru");
  expect([1, 3, 5, 12, 31].map((count) => russian.say("claims", { count }).replace(/[\d\s]/g, ""))).toEqual(["утверждение", "утверждения", "утверждений", "утверждений", "утверждение"]);
});

test("a share is never shown as certainty itself", () => {
  expect([wordsIn("en").percent(1), wordsIn("en").percent(0), wordsIn("en").percent(0.5)]).toEqual(["99 %", "1 %", "50 %"]);
});

test("words of the wire format that no table has stand as they are", () => {
  expect(wordsIn("uk").term("event", "some-new-type")).toBe("some-new-type");
});

test("the language asked for goes before the one kept, before the browser's", () => {
  expect(chooseLanguage("uk", "ru", ["en-GB"])).toBe("uk");
  expect(chooseLanguage(undefined, "ru", ["en-GB"])).toBe("ru");
  expect(chooseLanguage("tlh", null, ["de-AT", "uk-UA"])).toBe("uk");
  expect(chooseLanguage(undefined, null, ["de"])).toBe("en");
});

test("places have the reader's name where there is one", () => {
  const words = wordsIn("uk", { places: { "geonames:1": "Горішнє" }, units: { "Upper Oblast": "Горішня область" } });
  expect(words.place("geonames:1", "Horishnie")).toBe("Горішнє");
  expect(words.place("geonames:2", "Dolishnie")).toBe("Dolishnie");
  expect(words.place(null, "somewhere")).toBe("somewhere");
  expect(words.unit("Upper Oblast")).toBe("Горішня область");
  expect(wordsIn("en").place("geonames:1", "Horishnie")).toBe("Horishnie");
});
