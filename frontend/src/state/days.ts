/** Calendar days as ISO strings and as whole numbers since 1970: no clock, no time zone, so that a day is the same day everywhere. */

const DAY = 86_400_000;

/** Days since 1 January 1970. */
export function dayNumber(day: string): number {
  return Math.round(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY);
}

/** The ISO date of a day number. */
export function isoDay(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** Whether the text is a calendar day as ISO writes it: what an address carries is anybody's. */
export function isDay(text: string | null | undefined): text is string {
  return typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && isoDay(dayNumber(text)) === text;
}

export function addDays(day: string, count: number): string {
  return isoDay(dayNumber(day) + count);
}

/** Formats that were made: making one takes half a millisecond, a day on the map writes a dozen, and there are three a language. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: string, form: "long" | "short" | "month"): Intl.DateTimeFormat {
  const key = `${language} ${form}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const options: Intl.DateTimeFormatOptions =
    form === "long"
      ? { weekday: "long", day: "numeric", month: "long", year: "numeric" }
      : form === "month"
        ? { month: "short", year: "numeric" }
        : { day: "numeric", month: "short", year: "numeric" };
  // English as the field writes it: day before month.
  const made = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...options, timeZone: "UTC" });
  formats.set(key, made);
  return made;
}

/** Intl format of a day in a language; `long` names the weekday too. */
export function dayInWords(day: string, language: string, form: "long" | "short" | "month" = "short"): string {
  return kept(formatOf(language, form).format(new Date(dayNumber(day) * DAY)));
}

/** A day's number stays with its month, and a year with its sign ("2022 р."), wherever the line ends. */
function kept(written: string): string {
  return written.replace(/(?<=\b\d{1,2}) (?=\p{L})/gu, "\u00a0").replace(/(?<=\d{4}) (?=\p{L})/gu, "\u00a0");
}

/** A stretch of days in words: one day, a range, open to a side, or the given word for none. */
export function daysInWords(days: { earliest: string | null; latest: string | null }, language: string, words: { none: string; from: string; until: string }): string {
  const { earliest, latest } = days;
  if (earliest !== null && latest !== null) {
    if (earliest === latest) return dayInWords(latest, language);
    return kept(formatOf(language, "short").formatRange(new Date(dayNumber(earliest) * DAY), new Date(dayNumber(latest) * DAY)));
  }
  if (earliest !== null) return words.from.replace("{day}", dayInWords(earliest, language));
  return latest !== null ? words.until.replace("{day}", dayInWords(latest, language)) : words.none;
}

/** A day or a stretch as the engine writes it ("2022-10-01", "2022-10-01..2022-10-03"), in words; what is neither stays as it is. */
export function daysWritten(text: string, language: string): string {
  const [first = "", last = first] = text.split("..", 2);
  return isDay(first) && isDay(last) ? daysInWords({ earliest: first, latest: last }, language, { none: "", from: "{day}", until: "{day}" }) : text;
}
