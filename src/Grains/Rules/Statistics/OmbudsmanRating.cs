namespace Monitoring.Grains.Rules.Statistics;

/// <summary>
/// What the Ombudsman published of an agency in a year. Recorded as it was published and never computed: the scheme
/// changed in 2022 and again in 2025, so that a value means nothing without its scheme.
/// </summary>
/// <param name="Agency">Who was rated, as the Ombudsman names it.</param>
/// <param name="Year">The year of the assessment.</param>
/// <param name="Scheme">By which scheme.</param>
/// <param name="Value">Zone, letter, opinion or score, word for word.</param>
/// <param name="Source">Where it was published: title, number and date, or an address.</param>
public sealed record OmbudsmanRating(string Agency, int Year, OmbudsmanScheme Scheme, string Value, string Source)
{
    /// <summary>Why it cannot be recorded so; null when it can.</summary>
    public Refusal? Refusal =>
        string.IsNullOrWhiteSpace(Agency) ? new Refusal("rating-without-agency", "Say who was rated.")
        : string.IsNullOrWhiteSpace(Value) ? new Refusal("rating-without-value", "Give the value as it was published.")
        : string.IsNullOrWhiteSpace(Source) ? new Refusal("rating-without-source", "Say where it was published.")
        : !Scheme.Held(Year) ? new Refusal("rating-scheme-year", $"The scheme {Scheme.Id} was not in use in {Year}.")
        : null;
}

/// <summary>A way in which the Ombudsman rated.</summary>
/// <param name="Id">Its name here.</param>
/// <param name="FirstYear">The first year assessed by it.</param>
/// <param name="LastYear">The last one; null while it is in use.</param>
public sealed record OmbudsmanScheme(string Id, int FirstYear, int? LastYear)
{
    /// <summary>Green, yellow and red zones of compliance.</summary>
    public static OmbudsmanScheme Zones { get; } = new("zones", 2013, 2021);

    /// <summary>Letters A to E, shown with the colour of a zone.</summary>
    public static OmbudsmanScheme Letters { get; } = new("letters", 2022, 2024);

    /// <summary>Opinion on maladministration (Ombudsman regulation 61/2025).</summary>
    public static OmbudsmanScheme Opinion { get; } = new("opinion", 2025, null);

    public bool Held(int year) => FirstYear <= year && (LastYear is null || year <= LastYear);
}
