import { useSignal } from "@preact/signals";
import type { TargetedSubmitEvent } from "preact";
import { signIn } from "../api/session";
import { Refused } from "../contract/problem";
import { type TextKey, t } from "../text/texts";
import { LanguageSwitch } from "./LanguageSwitch";

/** Asks for the key that a printed address carries otherwise. */
export function SignIn({ problem, signedIn }: { problem?: TextKey; signedIn: () => void }) {
  const failure = useSignal<TextKey | undefined>(problem);
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget).get("key") ?? "").trim();
    try {
      await signIn(key);
      signedIn();
    } catch (error) {
      failure.value = error instanceof Refused ? "keyRefused" : "serverUnreachable";
    }
  };
  return (
    <main class="sign-in">
      <LanguageSwitch />
      <form onSubmit={submit}>
        <h1>{t("commandCentre")}</h1>
        <p>{t("signInHint")}</p>
        <label for="key">{t("key")}</label>
        <input
          id="key"
          name="key"
          type="password"
          autocomplete="current-password"
          required
          aria-describedby="failure"
        />
        <p id="failure" role="alert">
          {failure.value && t(failure.value)}
        </p>
        <button type="submit" class="primary">
          {t("signIn")}
        </button>
      </form>
    </main>
  );
}
