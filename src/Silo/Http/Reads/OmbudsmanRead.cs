using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.Silo.Http.Json;

namespace Monitoring.Silo.Http.Reads;

/// <summary><c>GET /api/v1/ombudsman</c>: how the Ombudsman rated, as it was published.</summary>
internal static class OmbudsmanRead
{
    public static void MapOmbudsman(this IEndpointRouteBuilder api, ImmutableArray<OmbudsmanRating> ratings)
    {
        // it does not change while the server runs
        var view = new RatingsView([.. ratings.OrderByDescending(one => one.Year).ThenBy(one => one.Agency, StringComparer.Ordinal).Select(RatingView.Of)]);
        api.MapGet("/ombudsman", () => TypedResults.Json(view, ApiJson.Default.RatingsView))
            .WithName("ombudsman").WithSummary("How the Ombudsman rated, as it was published; never computed.")
            .Produces<RatingsView>();
    }
}

internal sealed record RatingsView(ImmutableArray<RatingView> Ratings);

internal sealed record RatingView(
    [property: Description("Who was rated, as the Ombudsman names it.")] string Agency,
    [property: Description("The year that was assessed.")] int Year,
    [property: Description("By which scheme: zones, letters or opinion. A value means nothing without it.")] string Scheme,
    [property: Description("Word for word.")] string Value,
    [property: Description("Where it was published.")] string Source)
{
    public static RatingView Of(OmbudsmanRating rating) => new(rating.Agency, rating.Year, rating.Scheme.Id, rating.Value, rating.Source);
}
