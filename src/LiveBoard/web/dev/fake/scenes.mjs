// The states a wall is looked at in.
import { Province } from "./province.mjs";

const seconds = 1_000;
const minutes = 60 * seconds;

const upcoming = [
  ["rs-3603-02", 6.3, "waktu_tunggu", "kwtk"],
  ["rs-3601-01", 12.7, "tenaga_kesehatan", "first_contact"],
  ["rs-3672-01", 23.1, "pungli", "kwtk"],
  ["pkm-3674-04", 44, "waktu_tunggu", "first_contact"],
  ["rs-3604-05", 91, "obat", "kwtk"],
  ["rs-3603-05", 260, "waktu_tunggu", "first_contact"],
  ["rs-3602-02", 2 * 1440 + 340, "penolakan_rujukan", "kwtk"],
  ["triage", 18, "waktu_tunggu", "first_contact"],
];

const late = [
  ["rs-3671-03", 47.2, "penolakan_rujukan"],
  ["rs-3673-01", 18.05, "diskriminasi_penjamin"],
  ["pkm-3603-07", 1.85, "obat"],
  ["rs-3674-05", 132.7, "waktu_tunggu", 96],
  ["rs-3602-01", 64.15, "penolakan_rujukan", 41],
];

const burst = [
  ["rs-3671-03", 7],
  ["rs-3603-02", 4],
  ["rs-3674-05", 3],
  ["pkm-3603-07", 3],
  ["rs-3672-01", 1],
  ["triage", 2],
  ["rs-3601-01", 12],
];

const heardFrom = (facility) => !facility.id.endsWith("-13");

function withDeadlines(province) {
  for (const [facility, dueIn, category, clock] of upcoming) {
    province.file(facility, { dueIn: dueIn * minutes, category, clock });
  }
  for (const facility of [...province.facilities.keys()].slice(5, 200)) {
    province.file(facility, { dueIn: 3 * 1440 * minutes, grade: "green" });
  }
  return province;
}

function withLate(province, acknowledged) {
  for (const [facility, ago, category, acknowledgedAgo] of late) {
    const complaint = province.file(facility, { dueIn: -ago * minutes, category, clock: "first_contact" });
    province.breach(complaint);
    const takenAgo = acknowledgedAgo ?? (acknowledged ? 1.5 : undefined);
    if (takenAgo !== undefined) {
      province.acknowledge(complaint, takenAgo + 20, Date.now() - takenAgo * minutes);
    }
  }
  return province;
}

function withBurst(province) {
  for (const [facility, count] of burst) {
    for (let i = 0; i < count; i++) {
      province.breach(
        province.file(facility, { dueIn: -(9 - (i % 9)) * minutes + 7 * seconds, clock: "first_contact" }),
      );
    }
  }
  return province;
}

export const scenes = {
  empty: () => new Province(() => false),
  calm: () => withDeadlines(new Province(heardFrom)),
  breach: () => withLate(withDeadlines(new Province(heardFrom)), false),
  handled: () => withLate(withDeadlines(new Province(heardFrom)), true),
  flood: () => withBurst(withLate(withDeadlines(new Province(heardFrom)), false)),
};
