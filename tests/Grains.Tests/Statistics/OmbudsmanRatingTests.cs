using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Tests.Policies.Schemas;

namespace Monitoring.Grains.Tests.Statistics;

public class OmbudsmanRatingTests
{
    private const string Source = "Ombudsman RI, siaran pers 004/HM.01/I/2026";

    [Fact]
    public void A_rating_is_kept_word_for_word()
    {
        var rating = new OmbudsmanRating(
            "Pemerintah Kota Cilegon", 2025, OmbudsmanScheme.Opinion, "Kualitas Tertinggi Tanpa Maladministrasi", Source);

        Assert.Null(rating.Refusal);
        Assert.Equal("Kualitas Tertinggi Tanpa Maladministrasi", rating.Value);
    }

    [Theory]
    [InlineData(2012, "rating-scheme-year")]
    [InlineData(2013, null)]
    [InlineData(2021, null)]
    [InlineData(2022, "rating-scheme-year")]
    public void A_scheme_holds_for_its_years_only(int year, string? refusal) =>
        Assert.Equal(refusal, new OmbudsmanRating("Kota Serang", year, OmbudsmanScheme.Zones, "81.00", Source).Refusal?.Code);

    [Fact]
    public void What_is_shipped_is_read_and_says_what_its_schema_says()
    {
        var text = ShippedFile.Text("policies", "ombudsman.json");
        Assert.Null(ShippedSchema.Against("ombudsman.schema.json", text));
        Assert.Contains(OmbudsmanRatings.Read(text, "ombudsman.json"), r => r is { Agency: "Pemerintah Provinsi Banten", Year: 2022, Value: "zona kuning" });
    }

    [Theory]
    [InlineData("\"letters\"", "\"stars\"", "Unknown scheme")]
    [InlineData("2022", "2021", "was not in use in 2021")]
    [InlineData("\"zona kuning\"", "\" \"", "empty")]
    [InlineData("Pemerintah Kota Cilegon", "Pemerintah Provinsi Banten", "rated once")]
    [InlineData("\"value\"", "\"score\"", "score")]
    public void What_cannot_be_recorded_so_is_refused_by_line(string good, string bad, string reason)
    {
        var text = ShippedFile.Text("policies", "ombudsman.json");
        var at = text.IndexOf(good, StringComparison.Ordinal);
        var refused = Assert.Throws<PolicyRefusedException>(() => OmbudsmanRatings.Read(text[..at] + bad + text[(at + good.Length)..], "ombudsman.json"));
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.NotNull(refused.Line);
    }

    [Fact]
    public void Without_a_source_it_is_a_rumour()
    {
        Assert.Equal("rating-without-source", new OmbudsmanRating("Kota Serang", 2023, OmbudsmanScheme.Letters, "B", " ").Refusal?.Code);
        Assert.Equal("rating-without-value", new OmbudsmanRating("Kota Serang", 2023, OmbudsmanScheme.Letters, "", Source).Refusal?.Code);
        Assert.Equal("rating-without-agency", new OmbudsmanRating("", 2023, OmbudsmanScheme.Letters, "B", Source).Refusal?.Code);
    }
}
