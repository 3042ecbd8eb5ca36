/** What the panel of a drill says: of each fault its name, what is to be seen, and what to do. */
export const drillTexts = {
  drill: ["LATIHAN / DRILL", "DRILL / LATIHAN"],
  drillButton: ["LATIHAN", "DRILL"],
  drillSee: ["Terlihat", "You see"],
  drillDo: ["Lakukan", "Do"],
  drillNext: ["Berikutnya: {fault}, {time} lagi", "Next: {fault}, in {time}"],
  drillOthers: ["+{n} lain", "+{n} more"],
  drillCalm: ["Tidak ada gangguan", "No fault is on"],
  drillCalmSee: [
    "Provinsi simulasi berjalan biasa; gangguan berikutnya datang sendiri.",
    "The simulated province runs as usual; the next fault comes by itself.",
  ],
  drillCalmDo: [
    "Tekan satu gangguan, atau tunggu, dan sepakati siapa memegang apa.",
    "Press a fault, or wait, and agree who holds what.",
  ],
  drillSettling: ["mengejar", "catching up"],
  drillStart: ["Mulai {fault} selama {n} detik", "Start {fault} for {n} seconds"],
  drillStop: ["Hentikan {fault}", "Stop {fault}"],
  drillStartRefused: ["Server menolak ({code}).", "The server refused ({code})."],

  drillBrokeOff: [
    "latihan ini putus di tengah; hasilnya tidak diketahui",
    "this drill broke off; what came of it is not known",
  ],
  drillNoDeadline: ["tidak ada tenggat yang lewat", "no deadline passed"],
  drillInTime: ["{n} tenggat diketahui dalam 1 detik", "{n} deadlines noticed within 1 second"],
  drillLate: ["{late} dari {n} tenggat terlambat, terlama {time}", "{late} of {n} deadlines late, by {time} at most"],
  drillLost: ["{n} PENGADUAN HILANG", "{n} COMPLAINTS LOST"],
  drillMissing: ["{n} TENGGAT TIDAK DIKETAHUI", "{n} DEADLINES NOT NOTICED"],
  drillDoubled: ["{n} TENGGAT TERCATAT GANDA", "{n} DEADLINES RECORDED TWICE"],
  drillRefused: ["{n} × 503", "{n} × 503"],
  drillAcknowledged: ["{n} diterima, {lost} hilang", "{n} acknowledged, {lost} lost"],
  drillScreens: ["{n} layar diputus, {back} kembali", "{n} screens cut, {back} back"],
  drillSlowest: ["klien lain ≤ {time} md", "others ≤ {time} ms"],

  faultStorageSlow: ["Penyimpanan lambat", "Storage is slow"],
  faultStorageSlowSee: [
    "Tenggat baru muncul beberapa detik setelah lewat, dengan umur yang benar.",
    "Deadlines appear some seconds after they passed, with their true age.",
  ],
  faultStorageSlowDo: [
    "Tetap bekerja; percayai tenggat di layar, bukan saat barisnya muncul.",
    "Work on; trust the deadline shown, not the moment its row appears.",
  ],
  faultStorageDown: ["Penyimpanan mati", "Storage is down"],
  faultStorageDownSee: [
    "Pengaduan dijawab 503; setelah setengah menit layar ini menyatakan DATA TIDAK MUTAKHIR.",
    "Complaints are answered 503; after half a minute this screen says DATA IS STALE.",
  ],
  faultStorageDownDo: [
    "Jangan bertindak dari layar; catat di kertas dan kirim ulang dengan kunci yang sama.",
    "Do not act on the screen; write on paper and send again with the same key.",
  ],
  faultStorageLies: ["Penyimpanan mungkir", "Storage denies writes"],
  faultStorageLiesSee: [
    "Pengaduan dijawab 503 padahal tersimpan; tidak ada yang hilang atau ganda.",
    "Complaints are answered 503 although they are stored; none is lost or doubled.",
  ],
  faultStorageLiesDo: [
    "Ulangi dengan Idempotency-Key yang sama; jangan mendaftarkan baru.",
    "Repeat with the same Idempotency-Key; do not file anew.",
  ],
  faultWakersStopped: ["Pengingat berhenti", "Wakers stand still"],
  faultWakersStoppedSee: [
    "Tenggat mencapai 00:00 tanpa menjadi merah, lalu semua muncul dengan umur yang benar.",
    "Deadlines reach 00:00 without turning red, then all appear with their true age.",
  ],
  faultWakersStoppedDo: [
    "Perhatikan tenggat berikutnya yang 00:00 dan hubungi fasilitasnya.",
    "Watch for next deadlines at 00:00 and call those facilities.",
  ],
  faultHerd: ["Tenggat serentak", "Herd of deadlines"],
  faultHerdSee: [
    "Enam puluh tenggat lewat dalam sekejap: satu peringatan, satu baris dengan jumlahnya.",
    "Sixty deadlines pass in one instant: one alarm, one row with its number.",
  ],
  faultHerdDo: [
    "Bagi fasilitas di antara tim, kelompok terbesar lebih dahulu.",
    "Share out the facilities in the team, the largest group first.",
  ],
  faultScreensCut: ["Layar terputus", "Screens are cut"],
  faultScreensCutSee: [
    "Layar menyambung ulang, lalu menyatakan DATA TIDAK MUTAKHIR; hitungan berhenti.",
    "The screen reconnects, then says DATA IS STALE; its countdowns freeze.",
  ],
  faultScreensCutDo: [
    "Jangan bertindak dari layar; tunggu sampai garis biru hilang sendiri.",
    "Do not act on the screen; wait until the blue stripes go by themselves.",
  ],
  faultFeedStalled: ["Aliran data macet", "Feed is stalled"],
  faultFeedStalledSee: [
    "Sambungan ada tetapi tanpa kabar; setelah 25 detik layar menyatakan tidak mutakhir.",
    "The connection stands but says nothing; after 25 seconds the screen is stale.",
  ],
  faultFeedStalledDo: [
    "Layar diam bukan layar tenang: telepon fasilitas yang tenggatnya dekat.",
    "A silent screen is not a calm one: phone those whose deadline is near.",
  ],
  faultFlood: ["Banjir satu klien", "One client floods"],
  faultFloodSee: [
    "Satu fasilitas menerima ratusan pengaduan; tenggat fasilitas lain tetap tepat.",
    "One facility receives hundreds of complaints; others' deadlines stay on time.",
  ],
  faultFloodDo: [
    "Cari fasilitas yang jumlah terbukanya melonjak dan hubungi pengirimnya.",
    "Find the facility whose open count leaps, and call the sender.",
  ],
} as const satisfies Record<string, readonly [id: string, en: string]>;
