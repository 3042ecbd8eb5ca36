import { t } from "../text/texts";
import type { LiveBoard } from "./live-board";
import { SignIn } from "./SignIn";

/** A session that ended asks for the key again; one that may not see this is told so. */
export function Refusal({ live }: { live: LiveBoard }) {
  return live.refused.value === 401 ? (
    <SignIn signedIn={() => location.reload()} />
  ) : (
    <main class="sign-in">
      <p role="alert">{t("notAllowed")}</p>
    </main>
  );
}
