import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { tellOf } from "../api/http";
import { Problem } from "../contract/problem";
import { refusalText, type TextKey, t, verbText } from "../text/texts";
import type { FacilityState } from "./facility-state";
import { type Field, fieldsOf, type Telling, taleOf, textOf } from "./tale";

const titles: Record<Field, TextKey> = {
  at: "tellWhen",
  month: "tellMonth",
  complaints: "tellComplaints",
  inTime: "tellInTime",
  promise: "tellPromise",
  dueAt: "tellDueAt",
  incident: "tellIncident",
};

const codes: readonly Field[] = ["promise", "incident"];
const longestCode = 40;

/** Asks for what a verb needs, says what it does, and shows what the server says to it. */
export function TellDialog({ state }: { state: FacilityState }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const telling = state.told.value;
  useEffect(() => {
    if (telling) {
      dialog.current?.showModal();
    } else if (dialog.current?.open) {
      dialog.current.close();
    }
  }, [telling]);
  const dismiss = () => {
    state.told.value = undefined;
  };
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="tell" onClose={dismiss}>
      <h2 id="tell">{telling && verbText(textOf(telling))}</h2>
      {telling && <Form key={JSON.stringify(telling)} state={state} telling={telling} dismiss={dismiss} />}
    </dialog>
  );
}

function Form({ state, telling, dismiss }: { state: FacilityState; telling: Telling; dismiss: () => void }) {
  const given = useSignal<Partial<Record<Field, string>>>({});
  const said = useSignal("");
  const sending = useSignal(false);
  // the same words are sent under the same key, however often: what arrived twice happened once
  const sent = useRef({ words: "", key: "" });

  const send = async () => {
    const tale = taleOf(telling, given.value);
    if (!tale) {
      said.value = t("tellIncomplete");
      return;
    }
    const words = JSON.stringify(tale);
    if (sent.current.words !== words) {
      sent.current = { words, key: crypto.randomUUID() };
    }
    sending.value = true;
    try {
      await tellOf(state.id, telling.verb, tale, sent.current.key);
      state.facility.refresh();
      dismiss();
    } catch (error) {
      const final = error instanceof Problem && error.status < 500 && error.status !== 429;
      said.value = final ? refusalText(error.code) : t("tellUnreachable");
    }
    sending.value = false;
  };

  return (
    <form
      method="dialog"
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending.value) {
          void send();
        }
      }}
    >
      {telling.subject && <p class="code about">{telling.subject}</p>}
      <p class="effect">{verbText(textOf(telling), "Effect")}</p>
      {fieldsOf(telling).map((field) => (
        <p key={field} class="field">
          <label for={`tell-${field}`}>{t(titles[field])}</label>
          <Input
            field={field}
            value={given.value[field] ?? ""}
            change={(value) => {
              given.value = { ...given.value, [field]: value };
            }}
          />
          {codes.includes(field) && <small>{t("tellCodeHint")}</small>}
        </p>
      ))}
      {said.value && (
        <p class="attempt refused" role="alert">
          {said.value}
        </p>
      )}
      <button type="submit" class="primary" disabled={sending.value}>
        {sending.value ? t("sending") : t("tellNow")}
      </button>
      <button type="button" class="plain" onClick={dismiss}>
        {t("cancel")}
      </button>
    </form>
  );
}

function Input({ field, value, change }: { field: Field; value: string; change: (value: string) => void }) {
  const onInput = ({ currentTarget }: { currentTarget: HTMLInputElement }) => change(currentTarget.value);
  switch (field) {
    case "at":
    case "dueAt":
      return <input id={`tell-${field}`} type="datetime-local" value={value} onInput={onInput} />;
    case "month":
      return <input id={`tell-${field}`} type="month" placeholder="2026-01" value={value} onInput={onInput} />;
    case "complaints":
    case "inTime":
      return <input id={`tell-${field}`} type="number" min={0} step={1} value={value} onInput={onInput} />;
    case "promise":
    case "incident":
      return (
        <input
          id={`tell-${field}`}
          type="text"
          maxLength={longestCode}
          autocomplete="off"
          value={value}
          onInput={onInput}
        />
      );
  }
}
