import { t } from "../text/texts";

/** All that a page has to say when it has nothing to show, and the way back. */
export const Notice = ({ text }: { text: string }) => (
  <main class="sign-in">
    <h1 class="unseen">{t("facilityComplaints")}</h1>
    <p role="alert">{text}</p>
    <p>
      <a href="/wall">‹ {t("toBoard")}</a>
    </p>
  </main>
);
