import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/mark.css";
import "../styles/sign-in.css";
import "../styles/page.css";
import "./complaint.css";
import { idInAddress } from "../shared/addresses";
import { startPage } from "../shared/start-page";
import { followDeviceTheme } from "../shared/theme";
import { t } from "../text/texts";
import { ComplaintPage } from "./ComplaintPage";
import { type ComplaintState, complaintState } from "./complaint-state";

const id = idInAddress();
let state: ComplaintState | undefined;

followDeviceTheme();
startPage((session) => {
  if (!id) {
    return (
      <main class="sign-in">
        <p>{t("noneChosen")}</p>
      </main>
    );
  }
  state ??= complaintState(id, session);
  return <ComplaintPage state={state} />;
});
