// Invented facilities in the real regions. No name here is a real one's.

export const regions = [
  { code: "3601", name: "Kabupaten Pandeglang", short: "Kab. Pandeglang", hospitals: 4, puskesmas: 36 },
  { code: "3602", name: "Kabupaten Lebak", short: "Kab. Lebak", hospitals: 5, puskesmas: 42 },
  { code: "3603", name: "Kabupaten Tangerang", short: "Kab. Tangerang", hospitals: 28, puskesmas: 43 },
  { code: "3604", name: "Kabupaten Serang", short: "Kab. Serang", hospitals: 6, puskesmas: 31 },
  { code: "3671", name: "Kota Tangerang", short: "Kota Tangerang", hospitals: 37, puskesmas: 36 },
  { code: "3672", name: "Kota Cilegon", short: "Kota Cilegon", hospitals: 5, puskesmas: 8 },
  { code: "3673", name: "Kota Serang", short: "Kota Serang", hospitals: 12, puskesmas: 16 },
  { code: "3674", name: "Kota Tangerang Selatan", short: "Kota Tangsel", hospitals: 35, puskesmas: 29 },
];

const flowers = [
  "Melati",
  "Kenanga",
  "Cempaka",
  "Anggrek",
  "Flamboyan",
  "Teratai",
  "Dahlia",
  "Seruni",
  "Mawar",
  "Bugenvil",
];
const stones = ["Zamrud", "Mutiara", "Nilam", "Pirus", "Delima", "Kecubung", "Safir", "Intan"];

export function inventFacilities() {
  const desk = { id: "triage", name: "Meja Triase Provinsi", kind: "triage", owner: "pemprov", region: "36" };
  return [desk, ...regions.flatMap((region) => [...hospitals(region), ...puskesmas(region)])];
}

const hospitals = ({ code, hospitals: count }) =>
  Array.from({ length: count }, (_, i) => ({
    id: `rs-${code}-${String(i + 1).padStart(2, "0")}`,
    name: hospitalName(Number(code), i),
    kind: code === "3671" && i === 36 ? "vertical_hospital" : "hospital",
    class: i === 0 ? "B" : "C",
    owner: i === 0 ? "pemkab" : "swasta",
    region: code,
  }));

function hospitalName(code, i) {
  const flower = flowers[(code + i) % flowers.length];
  const stone = stones[(code + i) % stones.length];
  if (i === 0) {
    return `RS Umum Daerah ${flower}`;
  }
  return i % 5 === 4 ? `RS Ibu dan Anak ${stone} ${flower} Sejahtera` : `RS ${stone} ${flower}`;
}

const puskesmas = ({ code, puskesmas: count }) =>
  Array.from({ length: count }, (_, i) => ({
    id: `pkm-${code}-${String(i + 1).padStart(2, "0")}`,
    name: `Puskesmas ${flowers[(Number(code) * 3 + i) % flowers.length]} ${stones[i % stones.length]}`,
    kind: "puskesmas",
    owner: "pemkab",
    region: code,
  }));

export const labels = {
  clocks: {
    first_contact: { id: "kontak pertama", en: "first contact" },
    kwtk: { id: "waktu tanggap", en: "response time" },
    promise: { id: "janji jawaban", en: "promised answer" },
  },
  categories: {
    waktu_tunggu: { id: "Waktu tunggu", en: "Waiting time" },
    obat: { id: "Obat tidak tersedia", en: "Medicine unavailable" },
    tenaga_kesehatan: { id: "Sikap petugas", en: "Staff conduct" },
    penolakan_rujukan: { id: "Penolakan rujukan", en: "Referral refused" },
    diskriminasi_penjamin: { id: "Pembedaan penjamin", en: "Unequal treatment" },
    pungli: { id: "Pungutan liar", en: "Illegal levy" },
  },
  payers: { BPJS_PBI: { id: "BPJS PBI", en: "BPJS PBI" }, UMUM: { id: "Umum", en: "Self-paying" } },
  channels: { LAPOR: { id: "LAPOR!", en: "LAPOR!" }, SMS: { id: "SMS", en: "SMS" } },
  classes: { pengaduan_non_pengawasan: { id: "Pengaduan", en: "Complaint" } },
  careClasses: { III: { id: "Kelas III", en: "Class III" } },
  grades: {
    red: { id: "merah", en: "red" },
    yellow: { id: "kuning", en: "yellow" },
    green: { id: "hijau", en: "green" },
  },
  rungs: {
    R0: { id: "Unit", en: "Unit" },
    R1: { id: "Humas", en: "Public relations" },
    R2: { id: "Direktur", en: "Director" },
    R3: { id: "Dinkes kab/kota", en: "District health office" },
    R4: { id: "Dinkes provinsi", en: "Provincial health office" },
    R6: { id: "Berkas Ombudsman", en: "Ombudsman dossier" },
  },
  alarms: {
    cluster: { id: "Keluhan sejenis menumpuk di satu unit", en: "Complaints of one kind gather in one unit" },
    gaming: { id: "Langkah yang memperindah angka", en: "Moves that flatter the figures" },
  },
  kinds: {
    hospital: { id: "Rumah sakit", en: "Hospital" },
    vertical_hospital: { id: "Rumah sakit vertikal Kemenkes", en: "Ministry hospital" },
    puskesmas: { id: "Puskesmas", en: "Community health centre" },
    triage: { id: "Meja triase", en: "Triage desk" },
  },
};
