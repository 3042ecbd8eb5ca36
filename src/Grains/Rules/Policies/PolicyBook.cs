using System.Collections.Immutable;
using Monitoring.Grains.Rules.Calendars;

namespace Monitoring.Grains.Rules.Policies;

/// <summary>A pack and the calendar it counts on.</summary>
public sealed record ActivePolicy(PolicyPack Pack, WorkCalendar Calendar);

/// <summary>
/// Every version of every pack and calendar that a complaint may have been opened under, and the pair that new complaints
/// are opened under. Immutable: a change is a new book, and no version in it is ever replaced.
/// </summary>
public sealed class PolicyBook
{
    private readonly ImmutableDictionary<(string Id, string Version), PolicyPack> _packs;
    private readonly ImmutableDictionary<(string Id, string Version), WorkCalendar> _calendars;

    private PolicyBook(
        ImmutableDictionary<(string Id, string Version), PolicyPack> packs,
        ImmutableDictionary<(string Id, string Version), WorkCalendar> calendars,
        ActivePolicy active)
    {
        (_packs, _calendars, Active) = (packs, calendars, active);
    }

    /// <summary>The book that holds the built-in policy alone, and uses it: see <see cref="BuiltInPolicy"/>.</summary>
    public static PolicyBook ExternalOnly { get; } = new(
        ImmutableDictionary<(string Id, string Version), PolicyPack>.Empty
            .Add((BuiltInPolicy.PackId, BuiltInPolicy.Version), BuiltInPolicy.Pack),
        ImmutableDictionary<(string Id, string Version), WorkCalendar>.Empty
            .Add((BuiltInPolicy.CalendarId, BuiltInPolicy.Version), BuiltInPolicy.Calendar),
        new ActivePolicy(BuiltInPolicy.Pack, BuiltInPolicy.Calendar));

    /// <summary>What new complaints are opened under.</summary>
    public ActivePolicy Active { get; }

    public IEnumerable<PolicyPack> Packs => _packs.Values;

    public IEnumerable<WorkCalendar> Calendars => _calendars.Values;

    /// <summary>The book with one more pack, which is not yet used for new complaints.</summary>
    /// <exception cref="PolicyRefusedException">
    /// No version of its calendar is in the book, or another pack of that id and version is.
    /// </exception>
    public PolicyBook With(PolicyPack pack)
    {
        var name = $"policy {pack.Id} {pack.Version}";
        if (!_calendars.Keys.Any(calendar => calendar.Id == pack.Calendar))
        {
            throw new PolicyRefusedException(name, null, "$.calendar", $"There is no calendar \"{pack.Calendar}\".");
        }

        RefuseOther(FindPack(pack.Id, pack.Version), pack, name);
        return new(_packs.SetItem((pack.Id, pack.Version), pack), _calendars, Active);
    }

    /// <summary>The book with one more calendar.</summary>
    /// <exception cref="PolicyRefusedException">Another calendar of that id and version is in the book.</exception>
    public PolicyBook With(WorkCalendar calendar)
    {
        RefuseOther(FindCalendar(calendar.Id, calendar.Version), calendar, $"calendar {calendar.Id} {calendar.Version}");
        return new(_packs, _calendars.SetItem((calendar.Id, calendar.Version), calendar), Active);
    }

    /// <summary>The book with this pack and calendar, both added where they are missing, for new complaints.</summary>
    /// <exception cref="PolicyRefusedException">The pack counts on another calendar, or a version would be replaced.</exception>
    public PolicyBook WithActive(PolicyPack pack, WorkCalendar calendar)
    {
        if (pack.Calendar != calendar.Id)
        {
            throw new PolicyRefusedException(
                $"policy {pack.Id} {pack.Version}",
                null,
                "$.calendar",
                $"It counts on the calendar \"{pack.Calendar}\", not on \"{calendar.Id}\".");
        }

        var book = With(calendar).With(pack);
        return new(book._packs, book._calendars, new ActivePolicy(pack, calendar));
    }

    /// <exception cref="KeyNotFoundException">It is not in the book.</exception>
    public PolicyPack Pack(string id, string version) =>
        FindPack(id, version) ?? throw new KeyNotFoundException($"The policy pack {id} {version} is not loaded.");

    /// <exception cref="KeyNotFoundException">It is not in the book.</exception>
    public WorkCalendar Calendar(string id, string version) =>
        FindCalendar(id, version) ?? throw new KeyNotFoundException($"The calendar {id} {version} is not loaded.");

    public PolicyPack? FindPack(string id, string version) => _packs.GetValueOrDefault((id, version));

    public WorkCalendar? FindCalendar(string id, string version) => _calendars.GetValueOrDefault((id, version));

    // complaints hold an id and a version, never the content: a changed text under the same version would move old deadlines
    private static void RefuseOther<T>(T? present, T added, string name)
        where T : class
    {
        if (present is not null && !ReferenceEquals(present, added))
        {
            throw new PolicyRefusedException(name, null, "$.version", "This version is taken; what changes takes a new version.");
        }
    }
}
