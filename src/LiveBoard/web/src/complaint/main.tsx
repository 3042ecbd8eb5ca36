import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/mark.css";
import "../styles/sign-in.css";
import "../styles/page.css";
import "../styles/ledger.css";
import "./complaint.css";
import "./ladder.css";
import { idInAddress } from "../shared/addresses";
import { Notice } from "../shared/Notice";
import { entitle } from "../shared/page-title";
import { startPage } from "../shared/start-page";
import { followDeviceTheme } from "../shared/theme";
import { t } from "../text/texts";
import { ComplaintPage } from "./ComplaintPage";
import { type ComplaintState, complaintState } from "./complaint-state";

const id = idInAddress();
let state: ComplaintState | undefined;

entitle(() => `${t("complaint")} — ${t("facilityComplaints")}`);
followDeviceTheme();
startPage((session) => {
  if (!id) {
    return <Notice text={t("noneChosen")} />;
  }
  state ??= complaintState(id, session);
  return <ComplaintPage state={state} />;
});
