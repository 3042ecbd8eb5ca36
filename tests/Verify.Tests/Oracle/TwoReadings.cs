using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Verify.Oracle;

namespace Monitoring.Verify.Tests.Oracle;

/// <summary>One policy as the product reads it and as the oracle does.</summary>
internal sealed class TwoReadings
{
    private readonly (string Pack, string Calendar)? _texts;
    private TwoReadings? _next;

    private TwoReadings(PolicyPack pack, WorkCalendar calendar, OraclePolicy oracle, (string Pack, string Calendar)? texts)
    {
        (Pack, Calendar, Oracle, _texts) = (pack, calendar, oracle, texts);
        Rules = new ComplaintRules(pack, calendar);
        Version = new PolicyVersion(pack.Id, pack.Version, calendar.Id, calendar.Version);
    }

    public static TwoReadings Banten { get; } = Shipped("policies", "banten.json", "calendar-id-banten.json");

    public static TwoReadings Boston { get; } = Shipped("replay", "boston311.policy.json", "boston311.calendar.json");

    public static TwoReadings Uci { get; } = Shipped("replay", "uci-incident.policy.json", "uci-incident.calendar.json");

    public static TwoReadings ExternalOnly { get; } =
        new(BuiltInPolicy.Pack, BuiltInPolicy.Calendar, OraclePolicy.ExternalOnly, null);

    public PolicyPack Pack { get; }

    public WorkCalendar Calendar { get; }

    public ComplaintRules Rules { get; }

    public PolicyVersion Version { get; }

    public OraclePolicy Oracle { get; }

    /// <summary>Who is on duty, as the product reads it.</summary>
    public DutyRoster? Duty { get; private init; }

    /// <summary>The same, as the oracle reads it.</summary>
    public DutyText? DutyOf(DutyName name) => Duty is { Version: var version } && name == new DutyName(version.Id, version.Version) ? OracleDuty : null;

    private DutyText? OracleDuty { get; init; }

    /// <summary>The same policy with a duty roster.</summary>
    public TwoReadings With(string dutyJson) => new(Pack, Calendar, Oracle, _texts)
    {
        Duty = DutyReader.Read(dutyJson, "duty"),
        OracleDuty = DutyText.Read(dutyJson),
    };

    public static TwoReadings Of(string packJson, string calendarJson) => new(
        PolicyReader.Read(packJson, "pack"),
        CalendarReader.Read(calendarJson, "calendar"),
        OraclePolicy.Read(packJson, calendarJson),
        (packJson, calendarJson));

    /// <summary>The version that follows, drawn when it is first asked for; null where there is none.</summary>
    public TwoReadings? Next(Random random)
    {
        if (_next is null && _texts is { } texts)
        {
            var revision = new RandomRevision(random);
            var next = Of(revision.OfPack(texts.Pack), revision.OfCalendar(texts.Calendar));
            _next = new(next.Pack, next.Calendar, next.Oracle, next._texts) { Duty = Duty, OracleDuty = OracleDuty };
        }

        return _next;
    }

    /// <summary>This version, or one that follows it.</summary>
    public OraclePolicy? Find(PolicyNames names) => Oracle.Version == names ? Oracle : _next?.Find(names);

    private static TwoReadings Shipped(string folder, string pack, string calendar) =>
        Of(ShippedFile.Text(folder, pack), ShippedFile.Text(folder, calendar));
}
