import { signal } from "@preact/signals";

export type Language = "id" | "en";

const stored = "language";

const known = (text: string | null | undefined): Language | undefined =>
  text === "id" || text === "en" ? text : undefined;

function chosen(): Language {
  if (typeof location === "undefined") {
    return "id";
  }
  return known(new URLSearchParams(location.search).get("lang")) ?? known(localStorage.getItem(stored)) ?? "id";
}

export const language = signal<Language>(chosen());

export function setLanguage(to: Language): void {
  language.value = to;
  localStorage.setItem(stored, to);
}
