using System.Collections.Immutable;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Policies.Reading;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>Reads the ratings that were published, and refuses by line what cannot be recorded so.</summary>
public static class OmbudsmanRatings
{
    private static readonly ImmutableArray<OmbudsmanScheme> Schemes =
        [OmbudsmanScheme.Zones, OmbudsmanScheme.Letters, OmbudsmanScheme.Opinion];

    /// <param name="json">The whole text.</param>
    /// <param name="name">The file's name, for the refusal.</param>
    /// <exception cref="PolicyRefusedException">The first thing that is wrong with it.</exception>
    public static ImmutableArray<OmbudsmanRating> Read(string json, string name)
    {
        var file = PlacedJson.Parse(json, name).WithOnly("$schema", "ratings");
        file.Optional("$schema")?.Text();
        var ratings = ImmutableArray.CreateBuilder<OmbudsmanRating>();
        foreach (var item in file.Required("ratings").Items())
        {
            var rating = Rating(item);
            if (ratings.Any(other => (other.Agency, other.Year) == (rating.Agency, rating.Year)))
            {
                throw item.Refuse($"{rating.Agency} was rated once in {rating.Year}.");
            }

            ratings.Add(rating);
        }

        return ratings.ToImmutable();
    }

    private static OmbudsmanRating Rating(PlacedJson json)
    {
        json.WithOnly("agency", "year", "scheme", "value", "source");
        var said = json.Required("scheme");
        var scheme = Schemes.FirstOrDefault(one => one.Id == said.Text())
            ?? throw said.Refuse($"Unknown scheme \"{said.Text()}\"; known are {string.Join(", ", Schemes.Select(one => one.Id))}.");
        var rating = new OmbudsmanRating(
            json.Required("agency").Text(),
            json.Required("year").WholeNumber(OmbudsmanScheme.Zones.FirstYear, 2099),
            scheme,
            json.Required("value").Text(),
            json.Required("source").Text());
        return rating.Refusal is { } refusal ? throw json.Refuse(refusal.Message) : rating;
    }
}
