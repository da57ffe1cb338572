/** Light or dark: the system's choice unless the reader made one, which is kept in this browser alone. */
export type Choice = "auto" | "light" | "dark";

const KEY = "reportedly-look";
const LANGUAGE_KEY = "reportedly-language";

/** What was kept; storage may be forbidden (files opened from disk), and then nothing was. */
function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // forbidden: the choice lasts as long as the page
  }
}

export function chosenLook(): Choice {
  const value = kept(KEY);
  return value === "light" || value === "dark" ? value : "auto";
}

export function keepLook(choice: Choice): void {
  keep(KEY, choice);
}

export function keptLanguage(): string | null {
  return kept(LANGUAGE_KEY);
}

export function keepLanguage(language: string): void {
  keep(LANGUAGE_KEY, language);
}

/** The look that a choice comes to now, set on the page's root so that styles follow. */
export function applyLook(choice: Choice): "light" | "dark" {
  const look = choice === "auto" ? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light") : choice;
  document.documentElement.dataset["look"] = look;
  return look;
}

/** A colour of the style sheet, as written there. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function lessMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
