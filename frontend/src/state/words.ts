/** The page's own words in the reader's language, from `words/*.json`; what reports say is shown as it was written. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import en from "../../words/en.json";
import ru from "../../words/ru.json";
import uk from "../../words/uk.json";
import { daysWritten } from "./days";
import { translator, type Translate } from "./reasons";

export type Key = keyof typeof en;
export const LANGUAGES = { en: "English", uk: "Українська", ru: "Русский" } as const;
export type Language = keyof typeof LANGUAGES;
const TABLES: Record<Language, Partial<Record<Key, string>>> = { en, uk, ru };
const ENGLISH: Partial<Record<Key, string>> = en;

/** What places are called in the reader's language, as the server answers it; nothing for English, or until it has come. */
export interface PlaceNames {
  places: Record<string, string>;
  units: Record<string, string>;
}

export interface Words {
  language: Language;
  /** A place's name in the reader's language; the given one where there is none. */
  place: (id: string | null, name: string) => string;
  /** The same for a district, region or large town that is known by its English name alone. */
  unit: (name: string) => string;
  /** A text with `{name}` filled in. Where a text has forms ("one|few|many"), `count` chooses. */
  say: (key: Key, values?: Record<string, string | number>) => string;
  /** A word of the wire format ("withdraw", "near certain"): translated where the table has it, else as it is. */
  term: (group: string, value: string) => string;
  /** Why something is so, as the engine writes it; `null` where this language has no words for it. */
  reason: (text: string) => string | null;
  number: (value: number) => string;
  percent: (share: number) => string;
}

export function wordsIn(language: Language, names?: PlaceNames): Words {
  const table = TABLES[language];
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language === "en" ? "en-GB" : language);
  const fill = (text: string, values: Record<string, string | number>) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === "number" ? numbers.format(value) : value;
    });
  const unit = (name: string) => names?.units[name] ?? name;
  const term = (group: string, value: string) => table[`${group}.${value}` as Key] ?? ENGLISH[`${group}.${value}` as Key] ?? value;
  const fillReason = (hole: string, value: string, inner: Translate): string | null => {
    switch (hole) {
      case "reason":
        return inner(value);
      case "event":
      case "unit":
        return term(hole, value);
      case "place":
      case "other":
      case "name":
        return unit(value);
      case "days":
        return daysWritten(value, language);
      default:
        return value;
    }
  };
  let reasons: Translate | undefined; // made when the first is asked for
  return {
    language,
    place: (id, name) => (id === null ? undefined : names?.places[id]) ?? name,
    unit,
    say: (key, values = {}) => {
      const text: string = table[key] ?? ENGLISH[key] ?? key;
      const forms = text.split("|");
      const count = values["count"];
      if (forms.length === 1 || typeof count !== "number") return fill(forms[0] ?? text, values);
      // English has one and other; Ukrainian and Russian one, few, many (and other, for fractions: as few).
      const form = plural.select(count);
      const at = language === "en" ? (form === "one" ? 0 : 1) : form === "one" ? 0 : form === "many" || form === "zero" ? 2 : 1;
      return fill(forms[at] ?? forms[forms.length - 1] ?? text, values);
    },
    term,
    reason: (text) => (language === "en" ? text : (reasons ??= translator(table, fillReason))(text)),
    number: (value) => numbers.format(value),
    // Shares are never shown as certainty itself: 99 % is the most that beliefs from reports can claim, and 1 % the least.
    percent: (share) => `${numbers.format(Math.min(99, Math.max(1, Math.round(share * 100))))} %`,
  };
}

export const WordsContext = createContext<Words>(wordsIn("en"));

export function useWords(): Words {
  return useContext(WordsContext);
}

/** The language asked for in the address, else the one chosen before, else the browser's, else English. */
export function chooseLanguage(asked: string | undefined, before: string | null, browser: readonly string[]): Language {
  for (const each of [asked, before, ...browser]) {
    const short = each?.slice(0, 2).toLowerCase();
    if (short !== undefined && short in LANGUAGES) return short as Language;
  }
  return "en";
}
