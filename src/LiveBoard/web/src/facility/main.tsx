import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/mark.css";
import "../styles/sign-in.css";
import "../styles/page.css";
import "../styles/ledger.css";
import "./facility.css";
import "./own.css";
import { idInAddress } from "../shared/addresses";
import { Notice } from "../shared/Notice";
import { entitle } from "../shared/page-title";
import { startPage } from "../shared/start-page";
import { followDeviceTheme } from "../shared/theme";
import { t } from "../text/texts";
import { FacilityPage } from "./FacilityPage";
import { type FacilityState, facilityState } from "./facility-state";

const id = idInAddress();
let state: FacilityState | undefined;

entitle(() => `${t("facility")} — ${t("facilityComplaints")}`);
followDeviceTheme();
startPage((session) => {
  if (!id) {
    return <Notice text={t("noneChosen")} />;
  }
  state ??= facilityState(id, session);
  return <FacilityPage state={state} />;
});
