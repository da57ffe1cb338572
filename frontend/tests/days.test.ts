import { describe, expect, test } from "vitest";
import { addDays, dayInWords, dayNumber, daysInWords, isDay, isoDay } from "../src/state/days";

const WORDS = { none: "not known", from: "{day} or later", until: "{day} or before" };

describe("days", () => {
  test("go to numbers and back over leap years and centuries", () => {
    for (const day of ["1970-01-01", "2000-02-29", "2022-10-01", "2024-12-31", "2098-06-30"]) expect(isoDay(dayNumber(day))).toBe(day);
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
  });

  test("an address may hold anything: only calendar days are days", () => {
    for (const text of ["2022-02-30", "2022-13-01", "yesterday", "", "2022-1-1", "<script>", null, undefined]) expect(isDay(text)).toBe(false);
    expect(isDay("2022-02-28")).toBe(true);
  });

  test("are written as the reader's language writes them", () => {
    expect(dayInWords("2022-10-01", "en")).toBe("1\u00a0Oct 2022");
    expect(dayInWords("2022-10-01", "en", "long")).toBe("Saturday, 1\u00a0October 2022".replace(",", dayInWords("2022-10-01", "en", "long").includes(",") ? "," : ""));
    expect(dayInWords("2022-10-01", "uk")).toContain("2022");
    expect(dayInWords("2022-10-02", "ru", "long")).toMatch(/ 2\u00a0октября 2022\u00a0г\.$/); // no line ends within a day or a year
  });

  test("a stretch says where it is open", () => {
    expect(daysInWords({ earliest: "2022-10-01", latest: "2022-10-01" }, "en", WORDS)).toBe("1\u00a0Oct 2022");
    expect(daysInWords({ earliest: "2022-10-01", latest: "2022-10-03" }, "en", WORDS)).toMatch(/^1.{1,3}3\u00a0Oct 2022$/);
    expect(daysInWords({ earliest: "2022-10-01", latest: null }, "en", WORDS)).toBe("1\u00a0Oct 2022 or later");
    expect(daysInWords({ earliest: null, latest: "2022-10-01" }, "en", WORDS)).toBe("1\u00a0Oct 2022 or before");
    expect(daysInWords({ earliest: null, latest: null }, "en", WORDS)).toBe("not known");
  });
});
