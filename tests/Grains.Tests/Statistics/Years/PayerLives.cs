using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Tests.Statistics.Years;

/// <summary>
/// Complaints by payer, with the trap in them: who pays complains of graver things, and graver things are answered
/// sooner. One in twenty is never answered, one in twelve is an emergency.
/// </summary>
internal static class PayerLives
{
    private static readonly string[] Categories = ["waktu_tunggu", "obat", "tenaga_kesehatan", "asuransi_admin"];

    /// <param name="chance">The year's chance.</param>
    /// <param name="facility">Its id.</param>
    /// <param name="count">How many complaints.</param>
    /// <param name="from">When the time they come in begins.</param>
    /// <param name="days">How long it is.</param>
    /// <param name="ratio">How many times as long the three insured classes wait; 1 is equal treatment.</param>
    public static IEnumerable<CaseFacts> Draw(
        Chance chance, string facility, int count, DateTimeOffset from, double days, double ratio) =>
        Enumerable.Range(0, count).Select(i =>
        {
            var payer = chance.Pick(
                ("BPJS_PBI", 0.35), ("BPJS_NON_PBI", 0.25), ("JAMKESDA", 0.1), ("UMUM", 0.22), ("ASURANSI_SWASTA", 0.08));
            var insured = payer is "BPJS_PBI" or "BPJS_NON_PBI" or "JAMKESDA";
            var grade = insured
                ? chance.Pick(("red", 0.05), ("yellow", 0.25), ("green", 0.7))
                : chance.Pick(("red", 0.15), ("yellow", 0.4), ("green", 0.45));
            var emergency = chance.Is(1 / 12.0);
            var category = Categories[chance.Below(Categories.Length)];
            var median = (grade == "red" ? 10 : grade == "yellow" ? 36 : 72) * (category == "obat" ? 0.6 : 1);
            var hours = emergency ? chance.LogNormal(3, 0.8) : chance.LogNormal(median, 0.8) * (insured ? ratio : 1);
            var conveyed = from.AddDays(chance.Uniform(0, days));
            var graded = new CaseMoment(MomentKind.Graded, conveyed.AddHours(Math.Min(chance.Uniform(0, 6), hours))) { Grade = grade };
            return new CaseFacts
            {
                Id = $"{facility}-{i}",
                Facility = facility,
                Region = "3673",
                Payer = payer,
                Category = category,
                Emergency = emergency,
                ConveyedAt = conveyed,
                Moments = chance.Is(0.05) ? [graded] : [graded, new CaseMoment(MomentKind.Answered, conveyed.AddHours(hours))],
            };
        });
}
