import { effect, signal } from "@preact/signals";
import { type ComponentChildren, render } from "preact";
import { getLabels } from "../api/http";
import { currentSession, signIn, takeKeyFromAddress } from "../api/session";
import { Refused } from "../contract/problem";
import type { Session } from "../contract/session";
import { labels } from "../text/labels";
import { language } from "../text/language";
import { type TextKey, t } from "../text/texts";
import { SignIn } from "./SignIn";

type Entry = { session: Session } | { problem?: TextKey } | "asking";

const askAgainAfter = 3_000;

/** Signs in (by the address, an earlier session, or the form), then shows the page. */
export function startPage(page: (session: Session) => ComponentChildren): void {
  const entry = signal<Entry>("asking");
  const enter = async (key?: string) => {
    entry.value = await tryToEnter(key);
  };

  function Page() {
    const now = entry.value;
    if (now === "asking") {
      return <p class="asking">{t("loading")}</p>;
    }
    return "session" in now ? (
      page(now.session)
    ) : (
      <SignIn key={now.problem} problem={now.problem} signedIn={() => void enter()} />
    );
  }

  effect(() => {
    document.documentElement.lang = language.value;
  });
  render(<Page />, document.getElementById("app") as HTMLElement);
  void enter(takeKeyFromAddress());
}

/** A server that is not there yet is waited for: a wall starts before its server does. */
async function tryToEnter(key?: string): Promise<Entry> {
  for (;;) {
    try {
      if (key) {
        await signIn(key);
      }
      const session = await currentSession();
      if (!session) {
        return {};
      }
      void nameCodes();
      return { session };
    } catch (error) {
      if (error instanceof Refused) {
        return { problem: "keyRefused" };
      }
      await new Promise((resolve) => setTimeout(resolve, askAgainAfter));
    }
  }
}

/** Without the labels a page shows codes, which is no reason to show nothing. */
async function nameCodes(): Promise<void> {
  try {
    labels.value = await getLabels();
  } catch (error) {
    console.warn("labels", error);
  }
}
