import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { getDrill, switchFault } from "../api/drill";
import type { DrillView, Fault } from "../contract/drill";
import { Problem } from "../contract/problem";
import { type Panel, panelOf } from "./panel";

const askEvery = 1_500;

export interface DrillState {
  panel: ReadonlySignal<Panel | undefined>;
  /** Whether the panel stands on the wall. */
  shown: Signal<boolean>;
  /** The code of the server's last no. */
  refused: ReadonlySignal<string | undefined>;
  press(button: Panel["buttons"][number]): void;
}

/** Follows the drill by asking: it must also be known while every screen is cut. */
export function followDrill(second: ReadonlySignal<number>): DrillState {
  const heard = signal<{ view: DrillView; at: number } | undefined>(undefined);
  const refused = signal<string | undefined>(undefined);

  async function ask(): Promise<void> {
    try {
      heard.value = { view: await getDrill(), at: performance.now() };
    } catch {
      // what was heard last stands until the server can be reached again
    }
  }

  async function keepAsking(): Promise<never> {
    for (;;) {
      await ask();
      await new Promise((resolve) => setTimeout(resolve, askEvery));
    }
  }

  async function tell(fault: Fault, seconds: number): Promise<void> {
    try {
      await switchFault(fault, seconds);
      refused.value = undefined;
    } catch (error) {
      refused.value = error instanceof Problem ? error.code : "unreachable";
    }
    await ask();
  }

  void keepAsking();
  return {
    panel: computed(() => {
      void second.value;
      return (
        heard.value && panelOf(heard.value.view, Date.parse(heard.value.view.now) + performance.now() - heard.value.at)
      );
    }),
    shown: signal(true),
    refused,
    press: ({ fault, seconds, on }) => void tell(fault, on ? 0 : seconds),
  };
}
