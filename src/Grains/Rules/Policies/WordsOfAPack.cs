using Monitoring.Grains.Rules.Policies.Reading;

namespace Monitoring.Grains.Rules.Policies;

/// <summary>
/// Holds the words of a pack against those that cases and facilities are described with: a clock for a kind that no facility is
/// of would run for nobody, and nothing would tell.
/// </summary>
/// <param name="Kinds">Kinds of facility.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Categories">Categories of complaints.</param>
/// <param name="Classes">Classes of complaints.</param>
/// <param name="Owners">Owners of facilities.</param>
/// <param name="Grades">Grades.</param>
public sealed record WordsOfAPack(
    IReadOnlyCollection<string> Kinds,
    IReadOnlyCollection<string> Channels,
    IReadOnlyCollection<string> Categories,
    IReadOnlyCollection<string> Classes,
    IReadOnlyCollection<string> Owners,
    IReadOnlyCollection<string> Grades)
{
    /// <param name="json">The whole file, which the reader has taken already.</param>
    /// <param name="name">The file's name, for the refusal.</param>
    /// <exception cref="PolicyRefusedException">The first word that is unknown, by line.</exception>
    public void Check(string json, string name)
    {
        var pack = PlacedJson.Parse(json, name);
        Items(pack.Optional("grades"), "grade", Grades);
        foreach (var clock in pack.Required("clocks").Items())
        {
            var appliesTo = clock.Required("appliesTo");
            Items(appliesTo.Optional("kinds"), "kind of facility", Kinds);
            Items(appliesTo.Optional("channels"), "channel", Channels);
            Items(appliesTo.Optional("categories"), "category", Categories);
            Items(appliesTo.Optional("classes"), "class", Classes);
            Items(appliesTo.Optional("exceptClasses"), "class", Classes);
            Items(appliesTo.Optional("owners"), "owner", Owners);
            Items(appliesTo.Optional("exceptOwners"), "owner", Owners);
            Keys(clock.Optional("limitByClass"), "class", [.. Classes, LimitTable.Unclassified]);
            Keys(clock.Optional("limitByCategory"), "category", Categories);
        }
    }

    private static void Items(PlacedJson? list, string what, IReadOnlyCollection<string> known)
    {
        foreach (var item in list?.Items() ?? [])
        {
            if (!known.Contains(item.Text()))
            {
                throw item.Refuse(Unknown(what, item.Text(), known));
            }
        }
    }

    private static void Keys(PlacedJson? table, string what, IReadOnlyCollection<string> known)
    {
        foreach (var row in table?.Members() ?? [])
        {
            if (!known.Contains(row.Name))
            {
                throw table!.Refuse(row, Unknown(what, row.Name, known));
            }
        }
    }

    private static string Unknown(string what, string word, IReadOnlyCollection<string> known) =>
        $"Unknown {what} \"{word}\"; the taxonomy has {string.Join(", ", known)}.";
}
