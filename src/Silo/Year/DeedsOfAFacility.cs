using Monitoring.Grains.Rules.Facilities;
using Monitoring.Silo.Virtual;
using Monitoring.Verify.Oracle.Facilities;

namespace Monitoring.Silo.Year;

/// <summary>
/// Everything that starts and stops a facility's clocks, in the words of docs/facilities.md: what it told, and what its complaints
/// tell of it. Written from that page; the rule that reads the feed is not asked.
/// </summary>
internal static class DeedsOfAFacility
{
    /// <param name="told">What the facility, or the province, told.</param>
    /// <param name="signs">What happened to its complaints, in order.</param>
    /// <param name="zone">How far local time is ahead of UTC.</param>
    public static IEnumerable<OwnDeed> Of(IEnumerable<ScheduledOfFacility> told, IEnumerable<Sign> signs, TimeSpan zone)
    {
        DateTime heardOn = default, officerOn = default;
        var open = 0;
        foreach (var (at, deed, sign) in told.Select(one => (one.At, Deed: (OwnDeed?)Of(one), Sign: (Sign?)null))
            .Concat(signs.Select(sign => (sign.At, Deed: (OwnDeed?)null, Sign: (Sign?)sign)))
            .OrderBy(one => one.At).ThenBy(one => one.Sign is null)) // the feed is heard before a command is carried out
        {
            var today = (at + zone).UtcDateTime.Date;
            if (deed is not null)
            {
                heardOn = deed.Word == "zeroReported" ? today : heardOn;
                officerOn = deed.Word == "officerSeen" ? today : officerOn;
                yield return deed;
                continue;
            }

            var before = open;
            open += sign!.Opens;
            if ((before == 0) != (open == 0))
            {
                yield return new OwnDeed(before == 0 ? "casesOpened" : "casesEnded", at, at);
            }

            if (sign.IsFiling && heardOn != today)
            {
                heardOn = today;
                yield return new OwnDeed("heard", at, at);
            }

            if (sign.IsByAnOfficer && open > 0 && officerOn != today)
            {
                officerOn = today;
                yield return new OwnDeed("officerSeen", at, at);
            }
        }
    }

    private static OwnDeed Of(ScheduledOfFacility told)
    {
        var at = told.At;
        return told.Command switch
        {
            HoldWorkshop c => new OwnDeed("workshopHeld", c.At ?? at, at),
            Visit c => new OwnDeed("visited", c.At ?? at, at),
            ReportVisit => new OwnDeed("visitReported", at, at),
            ReportNothing => new OwnDeed("zeroReported", at, at),
            ShowOfficer => new OwnDeed("officerSeen", at, at),
            ReportIndicator c => new OwnDeed("selfReported", at, at, c.Month),
            HoldForum c => new OwnDeed("forumHeld", c.At ?? at, at),
            MakePromise c => new OwnDeed("promised", at, at, c.Promise, c.DueAt),
            KeepPromise c => new OwnDeed("promiseKept", at, at, c.Promise),
            Review => new OwnDeed("reviewed", at, at),
            TellIncident c => new OwnDeed("incidentKnown", c.At ?? at, at, c.Incident),
            Notify c => new OwnDeed("notified", at, at, c.Incident),
            _ => throw new InvalidOperationException($"{told.Command.GetType().Name} is not told in a year."),
        };
    }
}
