import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/mark.css";
import "../styles/sign-in.css";
import "../styles/page.css";
import "./facility.css";
import { idInAddress } from "../shared/addresses";
import { startPage } from "../shared/start-page";
import { followDeviceTheme } from "../shared/theme";
import { t } from "../text/texts";
import { FacilityPage } from "./FacilityPage";
import { type FacilityState, facilityState } from "./facility-state";

const id = idInAddress();
let state: FacilityState | undefined;

followDeviceTheme();
startPage((session) => {
  if (!id) {
    return (
      <main class="sign-in">
        <p>{t("noneChosen")}</p>
      </main>
    );
  }
  state ??= facilityState(id, session);
  return <FacilityPage state={state} />;
});
