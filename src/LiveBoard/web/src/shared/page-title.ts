import { effect, signal } from "@preact/signals";
import { t } from "../text/texts";

const title = signal<() => string>(() => t("facilityComplaints"));

effect(() => {
  document.title = title.value();
});

/** Names the page from here on; the title follows whatever the name is made of, the language included. */
export function entitle(name: () => string): void {
  title.value = name;
}
