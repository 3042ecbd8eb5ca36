import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/mark.css";
import "../styles/sign-in.css";
import "./wall.css";
import "./banner.css";
import "./regions.css";
import "./lists.css";
import "./drill.css";
import type { Session } from "../contract/session";
import { entitle } from "../shared/page-title";
import { Refusal } from "../shared/Refusal";
import { startPage } from "../shared/start-page";
import { language, setLanguage } from "../text/language";
import { t } from "../text/texts";
import { reloadForNewBuild } from "./new-build-reload";
import { Wall } from "./Wall";
import { type WallState, wallState } from "./wall-state";

let state: WallState | undefined;

entitle(() => `${t("liveBoard")} — ${t("facilityComplaints")}`);
startPage((session) => {
  state ??= open(session);
  return state.live.refused.value ? <Refusal live={state.live} /> : <Wall state={state} />;
});

/** The province where the session may see it, else the first audience it may. */
function open(session: Session): WallState {
  const audience = session.audiences.includes("province") ? "province" : (session.audiences[0] ?? "province");
  const opened = wallState(audience, session.drill);
  reloadForNewBuild(opened);
  return opened;
}

addEventListener("keydown", (event) => {
  if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === "l") {
    setLanguage(language.value === "id" ? "en" : "id");
  } else if (event.key === "d" && state?.drill) {
    state.drill.shown.value = !state.drill.shown.value;
  } else if (event.key === "f") {
    void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  }
});
