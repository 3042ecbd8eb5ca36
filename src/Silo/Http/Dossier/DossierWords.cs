using System.Collections.Frozen;
using Monitoring.Silo.Http.Reads;

namespace Monitoring.Silo.Http.Dossier;

/// <summary>What a dossier says in words, in Indonesian and English.</summary>
internal static class DossierWords
{
    public static Words Notice { get; } = new(
        "Berkas ini ditawarkan kepada pelapor dan dibuat dari catatan yang setiap perubahannya akan ketahuan. Bukan nasihat hukum dan bukan temuan hukum.",
        "This dossier is offered to the complainant and made from records in which any change would show. It is not legal advice and not a legal finding.");

    public static Words Identity { get; } = new(
        "Identitas pelapor dan isi laporan tetap tersegel; tidak ada di berkas ini.",
        "Who complained, and what they wrote, stays sealed; neither stands in this dossier.");

    private static readonly FrozenDictionary<string, Words> Kinds = new Dictionary<string, Words>(StringComparer.Ordinal)
    {
        ["filed"] = new("Dicatat", "Registered"),
        ["verified"] = new("Diverifikasi", "Verified"),
        ["graded"] = new("Diberi gradasi", "Graded"),
        ["assigned"] = new("Didisposisi", "Assigned"),
        ["acknowledged"] = new("Diakui", "Acknowledged"),
        ["contacted"] = new("Pelapor dihubungi", "Complainant contacted"),
        ["acted"] = new("Ditindaklanjuti", "Acted upon"),
        ["answered"] = new("Dijawab", "Answered"),
        ["replied"] = new("Ada balasan", "A reply"),
        ["completionRequested"] = new("Kelengkapan diminta", "Completion requested"),
        ["completed"] = new("Dilengkapi", "Completed"),
        ["transferred"] = new("Dipindahkan ke fasilitas lain", "Transferred to another facility"),
        ["closed"] = new("Ditutup", "Closed"),
        ["withdrawn"] = new("Dicabut", "Withdrawn"),
        ["reopened"] = new("Dibuka kembali", "Reopened"),
        ["revealed"] = new("Naskah tersegel dibaca", "A sealed text was read"),
        ["asked"] = new("Diminta, menunggu persetujuan", "Asked, waiting for approval"),
        ["declined"] = new("Permintaan ditolak", "Request declined"),
        ["held"] = new("Ditunda", "Put on hold"),
        ["resumed"] = new("Dilanjutkan", "Resumed"),
        ["extended"] = new("Batas diperpanjang", "Limit extended"),
        ["appealed"] = new("Keberatan diajukan", "Appealed"),
        ["merged"] = new("Digabungkan", "Merged"),
        ["archived"] = new("Diarsipkan", "Archived"),
        ["referred"] = new("Diteruskan ke lembaga lain", "Referred to another body"),
        ["rederived"] = new("Kebijakan direvisi", "Policy revised"),
        ["breached"] = new("Janji dilanggar", "Promise broken"),
        ["escalated"] = new("Jenjang diberi tahu", "Rung told"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A kind of event in words; an unknown one by its own name.</summary>
    public static Words Of(string kind) => Kinds.GetValueOrDefault(kind) ?? new Words(kind, kind);
}
