import { type TextKey, t } from "../text/texts";
import { roughly } from "../text/time-format";
import type { LiveBoard } from "./live-board";

/** Whether this is live, and how old the last message is. */
export function Connection({ live }: { live: LiveBoard }) {
  const freshness = live.freshness.value;
  return (
    <div class={`connection ${freshness}`}>
      <i class="pulse" aria-hidden="true" />
      <b role="status">{t(state(live))}</b>
      {freshness !== "loading" && <span>{roughly(live.silentFor.value)}</span>}
    </div>
  );
}

function state(live: LiveBoard): TextKey {
  switch (live.freshness.value) {
    case "loading":
      return "connecting";
    case "stale":
      return "disconnected";
    case "doubted":
      return "clockInDoubt";
    default:
      return live.connected.value ? "live" : "reconnecting";
  }
}
