using System.Collections.Frozen;
using System.Globalization;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Ledgers;

/// <summary>What the lines of a ledger say, in Indonesian and English.</summary>
internal static class LedgerWords
{
    private static readonly FrozenDictionary<Milestone, LocalText> Milestones = new Dictionary<Milestone, LocalText>
    {
        [Milestone.Incident] = new("kejadian", "the incident"),
        [Milestone.Conveyed] = new("disampaikan", "conveyed"),
        [Milestone.Registered] = new("dicatat", "registered"),
        [Milestone.Verified] = new("diverifikasi", "verified"),
        [Milestone.Graded] = new("digradasi", "graded"),
        [Milestone.Assigned] = new("didisposisi", "assigned"),
        [Milestone.Acknowledged] = new("diambil alih", "acknowledged"),
        [Milestone.Contacted] = new("pelapor dihubungi", "reporter contacted"),
        [Milestone.Acted] = new("ditindak", "acted upon"),
        [Milestone.Answered] = new("dijawab", "answered"),
        [Milestone.FollowedUp] = new("dijawab dan ditindaklanjuti", "answered and acted upon"),
        [Milestone.FirstResponse] = new("tanggapan pertama", "first response"),
        [Milestone.Replied] = new("balasan", "a reply"),
        [Milestone.CompletionRequested] = new("diminta melengkapi", "asked to complete the file"),
        [Milestone.Completed] = new("berkas lengkap", "file completed"),
        [Milestone.Closed] = new("selesai", "closed"),
        [Milestone.Reopened] = new("dibuka kembali", "reopened"),
        [Milestone.Appealed] = new("keberatan diajukan", "appealed"),
        [Milestone.Transferred] = new("dialihkan", "transferred"),
        [Milestone.Withdrawn] = new("dicabut", "withdrawn"),
        [Milestone.Held] = new("ditunda", "held"),
        [Milestone.Resumed] = new("dilanjutkan", "resumed"),
        [Milestone.Merged] = new("digabung", "merged"),
        [Milestone.Archived] = new("diarsipkan", "archived"),
        [Milestone.Referred] = new("diteruskan ke lembaga lain", "referred to another body"),
    }.ToFrozenDictionary();

    public static LocalText Start(Milestone milestone) =>
        new("Mulai: " + Milestones[milestone].Id, "Start: " + Milestones[milestone].En);

    public static LocalText NotKnown { get; } = new(
        "Batas belum diketahui: bergantung pada gradasi, jenis atau kategori", "No limit yet: it depends on the grade, class or category");

    public static LocalText DayOff(int days) => new(Invariant($"{days} hari libur mingguan"), Invariant($"{days} {(days == 1 ? "day" : "days")} off"));

    public static LocalText Holiday(string name) => new("Libur: " + name, "Holiday: " + name);

    public static LocalText Pause(Pause pause) => new(
        $"Ditunda ({pause.Reason}), disetujui {pause.ApprovedBy.Role}", $"On hold ({pause.Reason}), approved by {pause.ApprovedBy.Role}");

    public static LocalText Grade(GivenGrade grade) => new(
        $"Gradasi menjadi {Warna(grade.Grade)}{InBrackets(grade.Reason)}; waktu yang sudah terpakai tetap terhitung",
        $"Grade became {grade.Grade}{InBrackets(grade.Reason)}; time already spent stays spent");

    public static LocalText Extended(Extension extension) => new($"Diperpanjang ({extension.Reason})", $"Extended ({extension.Reason})");

    public static LocalText Moved(Rederived revision, MovedDeadline moved) => new(
        $"Tenggat dihitung ulang: {Versions(revision)}{Holidays(moved, "ditambah", "dihapus")}",
        $"Deadline derived anew: {Versions(revision)}{Holidays(moved, "added", "dropped")}");

    public static LocalText Kept(Rederived? revision) => new(
        $"Tenggat tetap{(revision is null ? "" : ": " + Versions(revision))}", $"Deadline stays{(revision is null ? "" : ": " + Versions(revision))}");

    public static LocalText BrokenBefore { get; } = new(
        "Tenggat sudah lewat sebelum ketentuannya berubah; tidak bergeser lagi", "The deadline had passed before its terms changed; it does not move any more");

    public static LocalText Promised { get; } = new("Waktu jawaban yang dijanjikan pemilik tugas", "Answer time promised by the owner");

    public static LocalText Outside { get; } = new("Batas dari lembaga luar", "Deadline set by an outside body");

    public static LocalText Deadline { get; } = new("Tenggat", "Deadline");

    public static LocalText Met { get; } = new("Ditepati", "Kept");

    public static LocalText Ended { get; } = new(
        "Kasus berakhir lebih dulu: tidak ditepati, tidak dilanggar", "The case ended first: neither kept nor broken");

    public static LocalText Breached { get; } = new("Dilanggar", "Broken");

    public static LocalText Paused { get; } = new("Sedang ditunda: belum ada tenggat", "On hold: no deadline until resumed");

    /// <summary>How much was counted, in the words of its unit.</summary>
    public static LocalText Counted(long counted, Limit limit) => limit switch
    {
        Limit.WorkingDays => new(Invariant($"{counted} hari kerja"), Days(counted, "working day")),
        Limit.CalendarDays => new(Invariant($"{counted} hari kalender"), Days(counted, "calendar day")),
        Limit.WorkingHours => new(Time(counted, "j") + " jam kerja", Time(counted, "h") + " of working time"),
        _ => new(Time(counted, "j"), Time(counted, "h")),
    };

    private static string Days(long counted, string one) => Invariant($"{counted} {one}{(counted == 1 ? "" : "s")}");

    /// <summary>The three grades of the national indicator have Indonesian names; a pack may use any others.</summary>
    private static string Warna(string grade) => grade switch
    {
        "red" => "merah",
        "yellow" => "kuning",
        "green" => "hijau",
        _ => grade,
    };

    private static string Time(long milliseconds, string hours)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        var whole = Invariant($"{(long)time.TotalHours} {hours} {time.Minutes} m");
        return time.Seconds == 0 && time.Milliseconds == 0 ? whole : whole + Invariant($" {time.Seconds}.{time.Milliseconds:000} s");
    }

    private static string Versions(Rederived revision)
    {
        var (from, to) = (revision.From, revision.To);
        return from.CalendarVersion == to.CalendarVersion
            ? $"{to.Pack} {from.PackVersion} → {to.PackVersion}"
            : $"{to.Calendar} {from.CalendarVersion} → {to.CalendarVersion}";
    }

    private static string Holidays(MovedDeadline moved, string added, string dropped) => moved.Holidays.IsEmpty
        ? ""
        : "; " + string.Join(", ", moved.Holidays.Select(h => $"{h.Date} {h.Name} ({(h.Added ? added : dropped)})"));

    private static string InBrackets(string? reason) => reason is null ? "" : $" ({reason})";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
