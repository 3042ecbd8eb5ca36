using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Simulation.Policies;

/// <summary>A pack and its calendar, as text and as read.</summary>
internal sealed record Promise(string PackJson, string CalendarJson, PolicyPack Pack, WorkCalendar Calendar)
{
    public PolicyVersion Version { get; } = new(Pack.Id, Pack.Version, Calendar.Id, Calendar.Version);

    public static Promise Read(string packJson, string calendarJson) => new(
        packJson, calendarJson, PolicyReader.Read(packJson, "pack"), CalendarReader.Read(calendarJson, "calendar"));
}
