import { signal } from "@preact/signals";
import type { LabelGroup, Labels, Words } from "../contract/labels";
import { language } from "./language";

/** Names of codes, from the server's policy and taxonomy. */
export const labels = signal<Labels>({});

export const inWords = (words: Words) => words[language.value];

/** A code's name; the code itself until its name is known. */
export function label(group: LabelGroup, code: string | undefined): string {
  if (!code) {
    return "";
  }
  const words = labels.value[group]?.[code];
  return words ? inWords(words) : code;
}
