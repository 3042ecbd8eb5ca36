using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Verify.Oracle;

namespace Monitoring.Simulation.Policies;

/// <summary>A pack and its calendar, as text and as read.</summary>
internal sealed record Promise(string PackJson, string CalendarJson, PolicyPack Pack, WorkCalendar Calendar)
{
    public PolicyVersion Version { get; } = new(Pack.Id, Pack.Version, Calendar.Id, Calendar.Version);

    /// <summary>The same two texts as the oracle reads them.</summary>
    public OraclePolicy Oracle { get; } = OraclePolicy.Read(PackJson, CalendarJson);

    public static Promise Read(string packJson, string calendarJson) => new(
        packJson, calendarJson, PolicyReader.Read(packJson, "pack"), CalendarReader.Read(calendarJson, "calendar"));
}
