import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { getComplaint } from "../api/http";
import type { Complaint } from "../contract/complaint";
import type { Session } from "../contract/session";
import { shortId } from "../shared/addresses";
import { followLive, type LiveBoard } from "../shared/live-board";
import { entitle } from "../shared/page-title";
import { type Resource, resource } from "../shared/resource";
import { label } from "../text/labels";
import { t } from "../text/texts";

export interface ComplaintState {
  session: Session;
  complaint: Resource<Complaint>;
  /** Known once the complaint is: it decides which feed is followed. */
  live: ReadonlySignal<LiveBoard | undefined>;
}

/** What it is about. */
export const topic = ({ category }: Complaint) => (category ? label("categories", category) : t("uncategorised"));

/** The complaint itself is fetched; the feed says when to fetch it again. */
export function complaintState(id: string, session: Session): ComplaintState {
  const complaint = resource(() => getComplaint(id));
  const live = signal<LiveBoard | undefined>(undefined);
  effect(() => {
    const facility = complaint.value.value?.facility;
    if (facility && !live.peek()) {
      live.value = followLive(audienceFor(facility, session), {
        applied: (items) => {
          if (items.some((item) => item.complaint === id)) {
            complaint.refresh();
          }
        },
        replaced: complaint.refresh,
      });
    }
  });
  entitle(() => {
    const known = complaint.value.value;
    return [
      known ? `${topic(known)} · ${known.facility.name}` : t("complaint"),
      shortId(id),
      t("facilityComplaints"),
    ].join(" — ");
  });
  complaint.refresh();
  return { session, complaint, live };
}

/** The narrowest feed the session may see that carries the complaint's events. */
function audienceFor(facility: Complaint["facility"], { audiences }: Session): string {
  const narrow = `facility:${facility.id}`;
  const candidates = [narrow, `region:${facility.region}`, "province", "inspectorate"];
  return candidates.find((candidate) => audiences.includes(candidate)) ?? narrow;
}
