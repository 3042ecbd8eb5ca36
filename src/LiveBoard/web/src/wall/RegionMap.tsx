import type { FacilityCount } from "../contract/board";
import type { Mark } from "../live/facility-mark";
import { allOpen, countKinds } from "../live/totals";
import { facilityAddress } from "../shared/addresses";
import { MarkGlyph } from "../shared/MarkGlyph";
import { nameSize, shortName } from "../text/facility-name";
import { type TextKey, t } from "../text/texts";
import { number } from "../text/time-format";
import type { RegionState, WallState } from "./wall-state";

/** Where each region's tile stands: west coast left, Jakarta's side right, Lebak south. */
const places: Record<string, string> = {
  3601: "pandeglang",
  3602: "lebak",
  3603: "tangerang",
  3604: "serang",
  3671: "kota-tangerang",
  3672: "cilegon",
  3673: "kota-serang",
  3674: "tangsel",
};

/** Kinds whose marks are drawn small: there are many of them. */
const smallKinds: readonly string[] = ["puskesmas"];
const isSmall = (facility: FacilityCount) => smallKinds.includes(facility.kind);

/** A schematic map: one tile per region, one mark per facility, and no mark ever moves. */
export function RegionMap({ state }: { state: WallState }) {
  const regions = state.regions.value;
  const drawn = regions.length > 0 && regions.every(({ region }) => region.code in places);
  return (
    <section class="panel regions">
      <h2>
        <span class="unseen">{t("regions", { n: regions.length || 8 })}</span>
        <Legend state={state} />
      </h2>
      <ul class={`tiles ${drawn ? "drawn" : "listed"}`}>
        {regions.map((region) => (
          <Tile key={region.region.code} state={state} region={region} />
        ))}
      </ul>
    </section>
  );
}

function Legend({ state }: { state: WallState }) {
  const { hospitals, puskesmas, others } = countKinds(state.facilities.value);
  return (
    <span class="legend">
      <Kind n={hospitals} text="legendHospitals" size="large" />
      <Kind n={puskesmas} text="legendPuskesmas" size="small" />
      <Kind n={others} text="legendOthers" size="large" />
      <Meaning mark="soon" text="legendSoon" />
      <Meaning mark="past" text="legendPast" />
      <Meaning mark="handled" text="legendHandled" />
      <Meaning mark="none" text="legendNone" />
    </span>
  );
}

const Kind = ({ n, text, size }: { n: number; text: TextKey; size: string }) =>
  n === 0 ? null : (
    <span class={`meaning ${size}`}>
      <MarkGlyph mark="calm" /> {t(text, { n: number(n) })}
    </span>
  );

const Meaning = ({ mark, text }: { mark: Mark; text: TextKey }) => (
  <span class="meaning">
    <MarkGlyph mark={mark} /> {t(text)}
  </span>
);

function Tile({ state, region }: { state: WallState; region: RegionState }) {
  const { overdue, handled } = region.counters;
  const large = region.facilities.filter((facility) => !isSmall(facility));
  const small = region.facilities.filter(isSmall);
  const count = overdue || handled;
  const loudness = overdue > 0 ? "alarm" : handled > 0 ? "handled" : "";
  return (
    <li class={`tile ${loudness} ${places[region.region.code] ?? ""}`}>
      <div class="title">
        <h3 class={count >= 10 || (count > 0 && region.region.short.length > 14) ? "tight" : ""}>
          {region.region.short}
        </h3>
        {count > 0 && (
          <b class="badge" aria-hidden="true">
            {number(count)}
          </b>
        )}
      </div>
      <p class="unseen">
        {t("regionSummary", {
          overdue,
          handled,
          open: allOpen(region.counters),
          facilities: region.facilities.length,
        })}
      </p>
      <Marks state={state} facilities={large} size="large" />
      <Marks state={state} facilities={small} size="small" />
      {region.oldest && <Oldest name={shortName(state.name(region.oldest))} others={region.others} />}
    </li>
  );
}

function Oldest({ name, others }: { name: string; others: number }) {
  const more = others > 0 ? ` +${number(others)}` : "";
  return (
    <p class="oldest">
      <span class={nameSize(name + more)}>{name}</span>
      {more}
    </p>
  );
}

const Marks = ({ state, facilities, size }: { state: WallState; facilities: FacilityCount[]; size: string }) => (
  <div class={`marks ${size}`}>
    {facilities.map((facility) => (
      <FacilityMark key={facility.id} state={state} id={facility.id} name={facility.name} />
    ))}
  </div>
);

const meanings: Record<Mark, TextKey> = {
  past: "markPast",
  handled: "markHandled",
  soon: "markSoon",
  calm: "markCalm",
  none: "markNone",
};

/** Drawn again only when this facility's own state changes. */
function FacilityMark({ state, id, name }: { state: WallState; id: string; name: string }) {
  const mark = state.mark(id).value;
  const text = `${name}: ${t(meanings[mark])}`;
  return (
    <a href={facilityAddress(id)} aria-label={text} title={text}>
      <MarkGlyph mark={mark} />
    </a>
  );
}
