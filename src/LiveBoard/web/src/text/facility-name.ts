/** The usual abbreviations, so that a name fits a wall: names are shortened, never translated. */
const abbreviations: readonly (readonly [RegExp, string])[] = [
  [/^(Rumah Sakit|RS) Umum Daerah\b/i, "RSUD"],
  [/^(Rumah Sakit|RS) Umum Pusat\b/i, "RSUP"],
  [/^(Rumah Sakit|RS) Umum\b/i, "RSU"],
  [/^(Rumah Sakit|RS) Ibu (dan|&) Anak\b/i, "RSIA"],
  [/^Rumah Sakit\b/i, "RS"],
  [/^Pusat Kesehatan Masyarakat\b/i, "Puskesmas"],
];

export function shortName(name: string): string {
  for (const [long, short] of abbreviations) {
    if (long.test(name)) {
      return name.replace(long, short);
    }
  }
  return name;
}

/** How much smaller a long name must be set to stay whole beside its age. */
export const nameSize = (name: string) => (name.length > 26 ? "longest" : name.length > 20 ? "long" : "");
