import { type ReadonlySignal, signal } from "@preact/signals";
import { Problem } from "../contract/problem";

/** Something fetched, and fetched again when it may have changed. */
export interface Resource<T> {
  value: ReadonlySignal<T | undefined>;
  /** The HTTP status of a refusal; the last value stays while the server merely cannot be reached. */
  refused: ReadonlySignal<number | undefined>;
  refresh(): void;
}

export function resource<T>(load: () => Promise<T>): Resource<T> {
  const value = signal<T | undefined>(undefined);
  const refused = signal<number | undefined>(undefined);
  let loading = false;
  let again = false;

  async function refresh(): Promise<void> {
    again = true;
    if (loading) {
      return;
    }
    loading = true;
    while (again) {
      again = false;
      try {
        value.value = await load();
        refused.value = undefined;
      } catch (error) {
        if (error instanceof Problem) {
          refused.value = error.status;
        }
      }
    }
    loading = false;
  }

  return { value, refused, refresh: () => void refresh() };
}
