import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Row } from "../contract/board";
import { label } from "../text/labels";
import { roleName, type TextKey, t } from "../text/texts";
import { clockTime, duration } from "../text/time-format";
import type { FacilityState } from "./facility-state";

const answerTimes = [undefined, 15, 30, 60];

/** Asks when the reporter will hear, and says what acknowledging does and does not do. */
export function AcknowledgeDialog({ state }: { state: FacilityState }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const complaint = state.asked.value;
  useEffect(() => {
    if (complaint) {
      dialog.current?.showModal();
    } else if (dialog.current?.open) {
      dialog.current.close();
    }
  }, [complaint]);
  const dismiss = () => {
    state.asked.value = undefined;
    requestAnimationFrame(keepFocus);
  };
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="ask" onClose={dismiss}>
      <h2 id="ask">{t("acknowledgeTitle")}</h2>
      {complaint && <Question key={complaint} state={state} complaint={complaint} dismiss={dismiss} />}
    </dialog>
  );
}

function Question({ state, complaint, dismiss }: { state: FacilityState; complaint: string; dismiss: () => void }) {
  const minutes = useSignal<number | undefined>(30);
  const owner = useSignal("");
  const note = useSignal("");
  const row = state.alerts.value.find((candidate) => candidate.complaint === complaint);
  if (row?.standing !== "overdue") {
    return <Meanwhile row={row} dismiss={dismiss} />;
  }
  const give = () => {
    state.give(complaint, {
      ...(minutes.value !== undefined && { answerWithinMinutes: minutes.value }),
      ...(owner.value.trim() && { owner: owner.value.trim() }),
      ...(note.value.trim() && { note: note.value.trim() }),
    });
    dismiss();
  };
  return (
    <>
      <p class="about">
        <b>{row.category ? label("categories", row.category) : t("uncategorised")}</b>
        <br />
        {row.payer && `${label("payers", row.payer)} · `}
        <span class="age">
          {duration(state.live.shownNow.value - Date.parse(row.overdueSince ?? ""))} {t("late")}
        </span>
      </p>
      <fieldset class="choices">
        <legend>{t("expectedAnswer")}</legend>
        {answerTimes.map((time) => (
          <label key={time ?? 0}>
            <input
              type="radio"
              name="minutes"
              checked={minutes.value === time}
              onChange={() => {
                minutes.value = time;
              }}
            />
            <span>{time === undefined ? t("noPromise") : t("minutes", { n: time })}</span>
          </label>
        ))}
      </fieldset>
      <Words title="ackOwnerAsked" hint="ackOwnerHint" value={owner} />
      <Words title="ackNoteAsked" hint="ackNoteHint" value={note} />
      <p class="effect">{t("acknowledgeEffect")}</p>
      <button type="button" class="primary" onClick={give}>
        {t("confirmAcknowledge")}
      </button>
      <button type="button" class="plain" onClick={dismiss}>
        {t("cancel")}
      </button>
    </>
  );
}

const Words = ({ title, hint, value }: { title: TextKey; hint: TextKey; value: Signal<string> }) => (
  <p class="field">
    <label for={title}>{t(title)}</label>
    <input
      id={title}
      value={value.value}
      autocomplete="off"
      onInput={(event) => {
        value.value = event.currentTarget.value;
      }}
    />
    <small>{t(hint)}</small>
  </p>
);

/** Somebody else was first, or the case is over. */
const Meanwhile = ({ row, dismiss }: { row: Row | undefined; dismiss: () => void }) => (
  <>
    <p role="status">
      {row?.acknowledgedAt
        ? t("takenMeanwhile", {
            who: row.acknowledgedBy ? roleName(row.acknowledgedBy) : t("somebody"),
            time: clockTime(Date.parse(row.acknowledgedAt)),
          })
        : t("noLongerOverdue")}
    </p>
    <button type="button" class="primary" onClick={dismiss}>
      {t("close")}
    </button>
  </>
);

/** The button that opened the sheet is gone once it has done its work; the list's heading takes the focus then. */
function keepFocus(): void {
  if (document.activeElement === document.body) {
    document.getElementById("alerts")?.focus();
  }
}
