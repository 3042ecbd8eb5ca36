import { drillTexts } from "./drill-texts";
import { facilityTexts } from "./facility-texts";
import { language } from "./language";

/** Every label of the pages. A key without one of its languages does not compile. */
const texts = {
  commandCentre: ["Pusat Komando Pengaduan Faskes", "Health-Facility Complaint Command Centre"],
  liveBoard: ["Papan langsung", "Live board"],
  facilityComplaints: ["Pengaduan faskes", "Health-facility complaints"],
  simulation: ["SIMULASI", "SIMULATION"],
  language: ["Bahasa", "Language"],
  westIndonesianTime: ["WIB", "WIB"],

  secondShort: ["dtk", "s"],
  minuteShort: ["mnt", "min"],
  hourShort: ["j", "h"],
  dayShort: ["hr", "d"],
  ago: ["{time} lalu", "{time} ago"],
  at: ["pukul {time}", "at {time}"],

  // Connection and freshness
  live: ["Langsung", "Live"],
  connecting: ["Menyambung", "Connecting"],
  reconnecting: ["Menyambung ulang", "Reconnecting"],
  disconnected: ["Terputus", "Disconnected"],
  loading: ["Memuat keadaan terakhir…", "Loading the latest state…"],
  stale: ["DATA TIDAK MUTAKHIR", "DATA IS STALE"],
  stoppedAt: ["Layar ini berhenti pada {time}", "This screen stopped at {time}"],
  doNotAct: ["Jangan bertindak dari layar ini.", "Do not act on this screen."],
  clockInDoubt: ["Jam diragukan", "Clock in doubt"],
  inDoubt: ["JAM SERVER DIRAGUKAN", "SERVER CLOCK IN DOUBT"],
  undecidedSince: ["Tidak ada tenggat yang diputuskan sejak {time}", "No deadline is decided since {time}"],
  checkTheClock: ["Periksa jam server.", "Check the server's clock."],
  clockDiffers: [
    "Jam perangkat ini berbeda {time} dari server",
    "This device's clock differs by {time} from the server",
  ],
  newBuild: ["Versi baru tersedia.", "A new version is available."],
  reload: ["Muat ulang", "Reload"],

  // Banner and lists
  normal: ["Normal", "Normal"],
  nobodyWaits: ["Tidak ada yang lewat tenggat dan belum diakui", "Nothing past its deadline is left unacknowledged"],
  openComplaints: ["{n} pengaduan terbuka", "{n} open complaints"],
  pastDeadline: ["Lewat tenggat", "Past deadline"],
  pastDeadlineLower: ["lewat tenggat", "past deadline"],
  unacknowledged: ["belum diakui", "unacknowledged"],
  nUnacknowledged: ["{n} belum diakui", "{n} unacknowledged"],
  nHandled: ["{n} ditangani", "{n} being handled"],
  oldest: ["tertua {time}", "oldest {time}"],
  atFacilities: ["di {n} fasilitas", "at {n} facilities"],
  more: ["+{n} lagi", "+{n} more"],
  acknowledgedBy: ["diakui {who}, {time} lalu", "acked by {who}, {time} ago"],
  flood: ["LONJAKAN PERINGATAN", "ALARM FLOOD"],
  floodCount: ["{n} dalam 10 menit, dikelompokkan per fasilitas", "{n} in 10 minutes, grouped by facility"],
  nextDeadlines: ["Tenggat berikutnya", "Next deadlines"],
  noDeadlines: ["Tidak ada tenggat yang berjalan.", "No deadline is running."],
  now: ["SEKARANG {time}", "NOW {time}"],
  dueNow: ["sekarang", "now"],
  spokenAlarm: [
    "{n} lewat tenggat belum diakui. Tertua: {facility}.",
    "{n} past deadline, unacknowledged. Oldest: {facility}.",
  ],

  // Map and counts
  regions: ["{n} wilayah", "{n} regions"],
  region: ["Wilayah", "Region"],
  markCalm: ["tenang", "calm"],
  markSoon: ["tenggat dalam 30 menit", "deadline within 30 minutes"],
  markPast: ["lewat tenggat, belum diakui", "past deadline, unacknowledged"],
  markHandled: ["lewat tenggat, ditangani", "past deadline, being handled"],
  markNone: ["belum ada pengaduan", "no complaints yet"],
  legendHospitals: ["{n} rumah sakit", "{n} hospitals"],
  legendPuskesmas: ["{n} puskesmas", "{n} community health centres"],
  legendOthers: ["{n} lainnya", "{n} others"],
  legendSoon: ["≤ 30 mnt", "≤ 30 min"],
  legendPast: ["lewat", "past"],
  legendHandled: ["ditangani", "handled"],
  legendNone: ["belum ada pengaduan", "no complaints yet"],
  regionSummary: [
    "{overdue} belum diakui, {handled} ditangani, {open} terbuka di {facilities} fasilitas",
    "{overdue} unacknowledged, {handled} being handled, {open} open at {facilities} facilities",
  ],
  counts: ["Jumlah pengaduan", "Complaint counts"],
  received: ["Diterima", "Received"],
  open: ["Terbuka", "Open"],
  unacknowledgedTitle: ["Belum diakui", "Unacked"],
  handled: ["Ditangani", "Handled"],
  closed: ["Selesai", "Closed"],
  everBreached: ["Pernah lewat tenggat", "Deadlines ever passed"],
  tangerangRaya: ["Tangerang Raya", "Greater Tangerang"],
  otherRegions: ["Wilayah lain", "Other regions"],
  triageDesk: ["Meja triase", "Triage desk"],
  allTogether: ["Semua", "All"],
  mostOverdue: ["Terbanyak lewat tenggat", "Most past deadline"],
  mostOverdueNone: ["Tidak ada fasilitas dengan tenggat yang lewat.", "No facility has a deadline that passed."],

  // What a facility itself owes
  ownPromises: ["Kewajiban fasilitas", "The facility's own promises"],
  ownSummary: [
    "Kewajiban faskes: {overdue} lewat, {alarms} peringatan",
    "Own promises: {overdue} past, {alarms} alarms",
  ],
  ownNone: ["Tidak ada kewajiban yang berjalan.", "Nothing is owed."],
  ownAlarms: ["Temuan tentang fasilitas", "Findings about the facility"],
  ownSince: ["sejak {time}", "since {time}"],
  silentSince: ["tanpa keluhan sejak {day}", "no complaint since {day}"],
  waitsLonger: ["lebih lama menunggu: {group}", "waits longer: {group}"],
  servedAhead: ["didahulukan: {group}", "served ahead: {group}"],
  publicInsurance: ["jaminan publik (BPJS, Jamkesda)", "public insurance (BPJS, Jamkesda)"],
  paysPrivately: ["umum dan swasta", "self-paying and private"],
  ownBroken: ["lewat {time}", "{time} late"],
  ...facilityTexts,
  timerLook: ["tinjauan harian", "daily look"],
  timerMonth: ["bulan baru", "a new month"],

  // Signing in
  signIn: ["Masuk", "Sign in"],
  signInHint: [
    "Tempelkan kunci akses yang Anda terima dari admin.",
    "Paste the access key that you received from the admin.",
  ],
  key: ["Kunci akses", "Access key"],
  keyRefused: ["Kunci tidak dikenal.", "The key is not known."],
  serverUnreachable: ["Server tidak terjangkau. Coba lagi.", "The server cannot be reached. Try again."],
  notAllowed: ["Anda tidak berwenang melihat halaman ini.", "You may not see this page."],
  notFound: ["Tidak ditemukan.", "Not found."],
  noneChosen: ["Alamat halaman ini tidak lengkap.", "The address of this page is not complete."],

  // A facility
  facility: ["Fasilitas", "Facility"],
  toBoard: ["Papan", "Board"],
  needsYou: ["perlu Anda akui", "need your acknowledgement"],
  allUnderControl: ["Semua terkendali", "All under control"],
  handledOnly: ["{n} ditangani, tidak ada yang belum diakui", "{n} handled, none unacknowledged"],
  nothingToAcknowledge: ["Tidak ada yang perlu Anda akui saat ini.", "Nothing needs your acknowledgement right now."],
  late: ["lewat", "late"],
  acknowledge: ["Akui & tangani", "Acknowledge"],
  acknowledgeTitle: ["Akui yang lewat tenggat", "Acknowledge what is past its deadline"],
  expectedAnswer: ["Perkiraan jawaban ke pelapor", "Expected answer to the reporter"],
  minutes: ["{n} mnt", "{n} min"],
  noPromise: ["tanpa janji", "no promise"],
  ackOwnerAsked: ["Pemegang (boleh kosong)", "Owner (may be left empty)"],
  ackOwnerHint: ["Samaran, seperti officer:humas-1; bukan nama.", "A pseudonym, as in officer:humas-1; no name."],
  ackNoteAsked: ["Catatan (boleh kosong)", "Note (may be left empty)"],
  ackNoteHint: [
    "Disegel; hanya terbuka dengan alasan yang dicatat.",
    "Sealed; opened only for a reason that is recorded.",
  ],
  acknowledgeEffect: [
    "Pengakuan tidak menghentikan tenggat. Peran dan waktu Anda tercatat.",
    "Acknowledging stops no deadline. Your role and the time are recorded.",
  ],
  confirmAcknowledge: ["Akui sekarang", "Acknowledge now"],
  cancel: ["Batal", "Cancel"],
  sending: ["Mengirim…", "Sending…"],
  waitingForServer: ["Diterima, menunggu kejadian dari server…", "Accepted, waiting for the server's event…"],
  keptHere: ["Tersimpan di perangkat ini, dikirim saat tersambung", "Kept on this device, sent when connected again"],
  ackRefused: ["Server menolak ({code}).", "The server refused ({code})."],
  takenMeanwhile: ["Sudah diakui {who} pukul {time}.", "Already acknowledged by {who} at {time}."],
  noLongerOverdue: ["Tidak lagi lewat tenggat.", "No longer past its deadline."],
  close: ["Tutup", "Close"],
  somebody: ["petugas lain", "somebody else"],
  facilityGrain: ["Grain fasilitas", "Facility grain"],
  counters: ["Penghitung", "Counters"],
  appointmentBook: ["Buku jadwal", "Appointment book"],
  armedTimers: ["Pengatur waktu aktif", "Armed timers"],
  firesAt: ["aktif {time}", "fires {time}"],
  timerDeadline: ["Tenggat", "Deadline"],
  timerReadBook: ["membaca buku jadwal", "reads the appointment book"],
  grainKey: ["Kunci", "Key"],
  activatedAt: ["Aktif sejak", "Active since"],
  version: ["Versi", "Version"],
  none: ["Tidak ada.", "None."],
  inTime: ["{time} lagi", "in {time}"],

  // A complaint
  complaint: ["Pengaduan", "Complaint"],
  grade: ["Gradasi", "Grade"],
  payer: ["Penjamin", "Payer"],
  careClass: ["Kelas rawat", "Care class"],
  channel: ["Kanal", "Channel"],
  class: ["Jenis", "Kind"],
  unit: ["Unit", "Unit"],
  filed: ["Diajukan", "Filed"],
  status: ["Status", "Status"],
  policy: ["Kebijakan", "Policy"],
  ungraded: ["belum digradasi", "ungraded"],
  uncategorised: ["Belum dikategorikan", "Not categorised"],
  pastDue: ["lewat {clock}", "past {clock}"],
  leftFor: ["sisa waktu {clock}", "left for {clock}"],
  nothingRuns: ["tidak ada tenggat berjalan", "no deadline is running"],
  clocks: ["Tenggat layanan", "Clocks"],
  clock: ["Tenggat", "Clock"],
  start: ["Mulai", "Start"],
  due: ["Jatuh tempo", "Due"],
  stop: ["Berhenti", "Stop"],
  verdict: ["Hasil", "Verdict"],
  verdictRunning: ["berjalan", "running"],
  verdictMet: ["terpenuhi", "met"],
  verdictEnded: ["berakhir bersama kasus", "ended with the case"],
  verdictBreached: ["lewat tenggat", "past deadline"],
  workingOut: ["Perhitungan", "Working-out"],
  onHold: ["ditunda", "on hold"],
  timetable: ["Jadwal langkah", "Timetable"],
  stepRung: ["menjadi tanggung jawab {who}", "falls to {who}"],
  stepBreach: ["dicatat lewat tenggat", "recorded as past deadline"],
  stepClose: ["ditutup karena tidak ada balasan", "closed for want of a reply"],
  stepWithdraw: ["dianggap dicabut", "deemed withdrawn"],
  stepAtOpening: ["saat dibuka", "at opening"],
  stepAtPart: ["{n}% batas waktu", "{n}% of the limit"],
  stepAtDeadline: ["saat lewat tenggat", "at the deadline"],
  stepAtEnd: ["saat batas waktu habis", "when the time is up"],
  stepAfter: ["{time} setelah lewat", "{time} after the deadline"],
  hour: ["{n} jam", "{n} hour"],
  hours: ["{n} jam", "{n} hours"],
  day: ["{n} hari", "{n} day"],
  days: ["{n} hari", "{n} days"],
  workingHour: ["{n} jam kerja", "{n} working hour"],
  workingHours: ["{n} jam kerja", "{n} working hours"],
  workingDay: ["{n} hari kerja", "{n} working day"],
  workingDays: ["{n} hari kerja", "{n} working days"],
  stepClimb: ["tidak diakui ({step})", "not acknowledged ({step})"],

  // Who was told
  whoWasTold: ["Siapa yang diberi tahu", "Who was told"],
  rungAwaited: ["harus mengakui", "has to acknowledge"],
  rungTold: ["diberi tahu", "told"],
  rungPassed: ["dilewati", "passed over"],
  rungNotReached: ["belum dicapai", "not reached"],
  rungNeverReached: ["tidak dicapai", "never reached"],
  rungOffered: ["ditawarkan kepada pelapor", "offered to the reporter"],
  whyEmpty: ["tidak ada yang bertugas", "nobody is on duty"],
  whyAccused: ["disebut dalam pengaduan", "named in the complaint"],
  whySealed: ["kasus tersegel", "the case is sealed"],
  whyNoDesk: ["tidak ada meja untuk fasilitas ini", "no desk for this facility"],
  toldLate: ["jatuh tempo {at}, diketahui terlambat", "fell due {at}, noticed late"],
  passedBecause: ["dilewati: {why}", "passed over: {why}"],
  passedNow: ["kini akan dilewati: {why}", "would be passed over now: {why}"],
  heldNow: ["kini: {who}", "now: {who}"],
  theDeskItself: ["meja itu sendiri", "the desk itself"],
  standIn: ["pengganti", "stand-in"],
  comesIn: ["{time} lagi", "in {time}"],
  earlier: ["{n} sebelumnya", "{n} earlier"],
  waitsSince: ["Belum diakui sejak {time}", "Not acknowledged since {time}"],
  nobodyAwaited: ["Tidak ada pengakuan yang ditunggu.", "No acknowledgement is waited for."],
  climbsIn: ["Naik ke {who} dalam {time} bila tidak diakui", "Climbs to {who} in {time} unless acknowledged"],
  climbsNoFurther: [
    "Tidak naik lebih tinggi lagi, meski tidak diakui.",
    "It climbs no higher, even if nobody acknowledges.",
  ],
  ackedByRole: ["Diakui {who}", "Acknowledged by {who}"],
  ackOwner: ["dipegang {who}", "owned by {who}"],
  ackPromised: ["janji jawaban {time}", "answer promised by {time}"],
  ackNotes: ["catatan tersegel: {n}", "sealed notes: {n}"],
  dossierOpen: ["Buka berkas untuk Ombudsman", "Open the dossier for the Ombudsman"],
  dossierNotYet: [
    "Ditawarkan setelah waktu jawaban menurut undang-undang lewat.",
    "Offered once the statutory time for an answer has passed.",
  ],

  history: ["Riwayat kejadian", "Event history"],
  sealed: ["Teks tersegel", "Sealed texts"],
  sealedHint: ["Isinya tidak ditampilkan di sini.", "Their content is not shown here."],
  grainState: ["Keadaan grain", "Grain state"],
  rawJson: ["JSON mentah", "Raw JSON"],

  // Kinds of events
  kindFiled: ["Diajukan", "Filed"],
  kindVerified: ["Diverifikasi", "Verified"],
  kindGraded: ["Digradasi", "Graded"],
  kindAssigned: ["Ditugaskan", "Assigned"],
  kindAcknowledged: ["Diakui", "Acknowledged"],
  kindContacted: ["Pelapor dihubungi", "Reporter contacted"],
  kindActed: ["Ditindaklanjuti", "Acted on"],
  kindAnswered: ["Dijawab", "Answered"],
  kindReplied: ["Balasan", "Reply"],
  kindCompletionRequested: ["Kelengkapan diminta", "Completion requested"],
  kindCompleted: ["Dilengkapi", "Completed"],
  kindHeld: ["Ditunda", "Held"],
  kindResumed: ["Dilanjutkan", "Resumed"],
  kindExtended: ["Diperpanjang", "Extended"],
  kindAsked: ["Diminta, menunggu persetujuan", "Asked, awaits approval"],
  kindDeclined: ["Tidak disetujui", "Declined"],
  kindMerged: ["Digabung", "Merged"],
  kindArchived: ["Diarsipkan", "Archived"],
  kindReferred: ["Bukan wewenang, diteruskan", "Not ours, referred"],
  kindRederived: ["Tenggat dihitung ulang", "Deadlines derived anew"],
  kindClosed: ["Ditutup", "Closed"],
  kindReopened: ["Dibuka kembali", "Reopened"],
  kindAppealed: ["Banding", "Appealed"],
  kindTransferred: ["Dialihkan", "Transferred"],
  kindWithdrawn: ["Dicabut", "Withdrawn"],
  kindBreached: ["Lewat tenggat", "Past deadline"],
  kindEscalated: ["Naik ke jenjang berikutnya", "Climbed to the next rung"],
  kindClimbed: ["Naik karena tidak diakui", "Climbed, not acknowledged"],
  kindResponsible: ["Menjadi tanggung jawab", "Now responsible"],
  kindRevealed: ["Teks dibuka", "Text revealed"],

  statusReceived: ["Diterima", "Received"],
  statusVerified: ["Terverifikasi", "Verified"],
  statusGraded: ["Digradasi", "Graded"],
  statusAssigned: ["Didisposisi", "Assigned"],
  statusInProgress: ["Ditangani", "In progress"],
  statusAnswered: ["Ditanggapi", "Answered"],
  statusReopened: ["Dibuka kembali", "Reopened"],
  statusClosed: ["Selesai", "Closed"],
  statusWithdrawn: ["Dicabut", "Withdrawn"],
  statusOnHold: ["Ditunda", "On hold"],
  statusAwaitingReporter: ["Menunggu pelapor", "Awaiting reporter"],
  statusNotOurs: ["Bukan wewenang", "Not ours"],
  statusArchived: ["Diarsipkan", "Archived"],
  statusDuplicate: ["Duplikat", "Duplicate"],

  factBy: ["Oleh", "By"],
  factClock: ["Tenggat layanan", "Clock"],
  factEpoch: ["Putaran", "Epoch"],
  factStep: ["Langkah", "Step"],
  factDueAt: ["Jatuh tempo", "Due"],
  factDecidedAt: ["Diketahui", "Noticed"],
  factLateBecause: ["Terlambat diketahui karena", "Noticed late because"],
  lateLearned: ["baru dilaporkan setelah tenggatnya lewat", "it was reported after its deadline"],
  lateClockInDoubt: ["jam server diragukan saat itu", "the server's clock was in doubt then"],
  lateRestart: ["server tidak berjalan saat itu", "the server was not running then"],
  lateDelay: ["penyimpanan, server lain, atau beban menahannya", "the store, another server or the load held it up"],
  factRungs: ["Jenjang", "Rungs"],
  factTold: ["Diberi tahu", "Told"],
  factPassed: ["Dilewati", "Passed over"],
  factDuty: ["Daftar jaga", "Duty roster"],
  factTakenBy: ["Dipegang", "Owned by"],
  factGrade: ["Gradasi", "Grade"],
  factUnit: ["Unit", "Unit"],
  factPromisedAt: ["Janji jawaban", "Answer promised"],
  factReason: ["Alasan", "Reason"],
  factWhat: ["Permintaan", "Request"],
  factAskedBy: ["Diminta oleh", "Asked by"],
  factInto: ["Digabung ke", "Merged into"],
  factMoved: ["Bergeser", "Moved"],
  factKept: ["Tetap", "Kept"],
  factOwner: ["Fasilitas", "Facility"],
  factFrom: ["Dari", "From"],
  factTo: ["Ke", "To"],
  factTraits: ["Ciri", "Traits"],
  factPolicy: ["Kebijakan", "Policy"],
  factConveyedAt: ["Disampaikan", "Conveyed"],
  factIncidentAt: ["Kejadian", "Incident"],
  factText: ["Teks", "Text"],

  roleCitizen: ["Warga", "Citizen"],
  roleGateway: ["Kanal", "Channel gateway"],
  roleOperator: ["Operator", "Operator"],
  roleManager: ["Pengelola", "Manager"],
  roleSupervisor: ["Pengawas provinsi", "Provincial supervisor"],
  roleInspectorate: ["Inspektorat", "Inspectorate"],
  roleAdmin: ["Admin", "Admin"],
  roleSystem: ["Sistem", "System"],
  roleImport: ["Impor", "Import"],

  ...drillTexts,
} as const satisfies Record<string, readonly [id: string, en: string]>;

export type TextKey = keyof typeof texts;

/** The text in the chosen language, with `{name}` replaced. */
export function t(key: TextKey, fill?: Record<string, string | number>): string {
  const text: string = texts[key][language.value === "id" ? 0 : 1];
  return fill ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(fill[name] ?? whole)) : text;
}

export const allTexts: Record<string, readonly [id: string, en: string]> = texts;

/** The name of a code that stands in the table under a prefix, `too-long-ago` as `TooLongAgo`; the code itself if it does not. */
function named(prefix: string, code: string, what = ""): string {
  const camel = code.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const key = prefix + camel + what;
  return key in texts ? t(key as TextKey) : code;
}

export const eventName = (kind: string) => named("kind", kind);

/** Why a rung was passed over. */
export const whyPassed = (why: string) => named("why", why);

/** What is told of a facility: the verb as a button says it, or what it does. */
export const verbText = (verb: string, what: "" | "Effect" = "") => named("verb", verb, what);

/** A refusal's code in words; the code itself where it has none. */
export const refusalText = (code: string) => named("refused", code);

/** What an alarm about a way of working is about. */
export const patternName = (pattern: string) => named("pattern", pattern);

export const whyLate = (why: string) => named("late", why);

export const statusName = (status: string) => named("status", status);

export const factName = (member: string) => named("fact", member);

/** Of a fault its name, or what is to be seen (`See`) or done (`Do`). */
export const faultText = (fault: string, what: "" | "See" | "Do" = "") => named("fault", fault, what);

export const roleName = (role: string) => named("role", role);
