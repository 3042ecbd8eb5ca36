using System.Globalization;
using System.Net;
using System.Text;
using Monitoring.Silo.Http.Reads;

namespace Monitoring.Silo.Http.Dossier;

/// <summary>A dossier as a page to print: complete in itself, in Indonesian with English beside it.</summary>
internal static class DossierPage
{
    private const string Style = """
        body{font:11pt/1.45 Georgia,"Times New Roman",serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#111}
        h1{font-size:17pt;margin:0 0 .3rem}h2{font-size:13pt;margin:1.6rem 0 .4rem;border-bottom:1px solid #999}
        i{color:#444}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #ddd}
        .notice{border:2px solid #111;padding:.6rem .8rem;margin:1rem 0}.basis{font-size:9pt;color:#333}ol{margin:.2rem 0 .6rem;padding-left:1.2rem;font-size:9.5pt}
        time{white-space:nowrap}@media print{body{margin:0}h2{break-after:avoid}tr{break-inside:avoid}}@page{size:A4;margin:18mm}
        """;

    public static string Of(DossierView dossier)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"id\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
            .Append(Text($"Berkas {dossier.Complaint}")).Append("</title><style>").Append(Style).Append("</style></head><body>");
        Head(page, dossier);
        Broken(page, dossier);
        Promised(page, dossier);
        Timeline(page, dossier);
        return page.Append("</body></html>\n").ToString();
    }

    private static void Head(StringBuilder page, DossierView dossier)
    {
        page.Append("<h1>Berkas pengaduan untuk Ombudsman<br><i>Complaint dossier for the Ombudsman</i></h1><p class=\"notice\">")
            .Append(Both(dossier.Notice)).Append("</p><table>");
        Row(page, new Words("Pengaduan", "Complaint"), Text(dossier.Complaint));
        Row(page, new Words("Fasilitas", "Facility"), Text($"{dossier.Facility.Name} ({dossier.Facility.Id})"));
        Row(page, new Words("Disampaikan", "Conveyed"), At(dossier.ConveyedAt));
        Row(page, new Words("Dicatat", "Registered"), At(dossier.FiledAt));
        Row(page, new Words("Kebijakan", "Policy"),
            $"{Both(dossier.PolicyTitle)}<br>{Text($"{dossier.Policy.Id} {dossier.Policy.Version}, {dossier.Calendar.Id} {dossier.Calendar.Version}")}");
        Row(page, new Words("Dibuat", "Made"), At(dossier.MadeAt));
        Row(page, new Words("Identitas", "Identity"), Both(dossier.Identity));
        page.Append("</table>");
    }

    private static void Broken(StringBuilder page, DossierView dossier)
    {
        page.Append("<h2>Janji yang dilanggar / <i>Broken promises</i></h2><table><tr><th>Janji / <i>Promise</i></th><th>Batas / <i>Deadline</i></th><th>Dipenuhi / <i>Kept</i></th></tr>");
        foreach (var promise in dossier.Broken)
        {
            page.Append("<tr><td>").Append(Both(promise.Label)).Append("<p class=\"basis\">").Append(Text(promise.Basis)).Append(" (")
                .Append(Text(promise.Verified)).Append(")</p></td><td>").Append(At(promise.DueAt)).Append("</td><td>")
                .Append(promise.KeptAt is { } keptAt ? At(keptAt) : "belum / <i>not yet</i>").Append("</td></tr>");
        }

        page.Append("</table>");
    }

    private static void Promised(StringBuilder page, DossierView dossier)
    {
        page.Append("<h2>Semua janji dan perhitungannya / <i>Every promise and its working-out</i></h2>");
        foreach (var clock in dossier.Promised)
        {
            page.Append("<p><b>").Append(Both(clock.Label)).Append("</b>: ").Append(Text(clock.Verdict)).Append("</p><ol>");
            foreach (var line in clock.Ledger?.Lines ?? [])
            {
                page.Append("<li>").Append(At(line.FromAt)).Append(line.ToAt is { } toAt ? $" – {At(toAt)}" : "").Append(": ").Append(Both(line.Text))
                    .Append(line.Source is { } source ? $" <span class=\"basis\">{Text(source)}</span>" : "").Append("</li>");
            }

            page.Append("</ol>");
        }
    }

    private static void Timeline(StringBuilder page, DossierView dossier)
    {
        page.Append("<h2>Kronologi / <i>Timeline</i></h2><table>");
        foreach (var line in dossier.Timeline)
        {
            page.Append("<tr><td>").Append(At(line.At)).Append("</td><td>").Append(Both(line.Label))
                .Append(line.ClockLabel is { } label ? $": {Both(label)}" : "").Append("</td><td>").Append(Text(line.By ?? ""))
                .Append(line.Told is { } told ? $"<br>{Text(string.Join(", ", told))}" : "").Append("</td></tr>");
        }

        page.Append("</table>");
    }

    private static void Row(StringBuilder page, Words title, string html) =>
        page.Append("<tr><th>").Append(Both(title)).Append("</th><td>").Append(html).Append("</td></tr>");

    private static string Both(Words words) => $"{Text(words.Id)} <i>{Text(words.En)}</i>";

    /// <summary>Western Indonesian time, which has no summer time.</summary>
    private static string At(DateTimeOffset at) =>
        $"<time>{at.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} WIB</time>";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
