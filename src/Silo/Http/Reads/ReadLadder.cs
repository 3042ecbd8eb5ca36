using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Duty;

namespace Monitoring.Silo.Http.Reads;

/// <summary>The ladder of a complaint: what its history says of who was told, beside who holds each rung now.</summary>
public sealed class ReadLadder(RostersKept rosters, PolicyShelf shelf, TimeProvider time)
{
    /// <summary>Each rung of the policy that the complaint follows, lowest first.</summary>
    internal async Task<ImmutableArray<RungView>> Of(
        ComplaintLook look, ComplaintView view, PolicyPack pack, CancellationToken cancellation)
    {
        var tellings = view.Events.Where(happened => happened["telling"] is not null).Select(Happened).ToList();
        var kept = new Dictionary<DutyVersion, DutyRoster?>();
        foreach (var version in tellings.Select(one => one.Telling.Duty).OfType<DutyVersion>().Distinct())
        {
            kept[version] = await rosters.Find(version, cancellation);
        }

        var duty = shelf.Duty;
        var now = time.Now();
        var awaited = look.Standing == Standing.Closed ? -1 : Awaited(view, tellings, pack);
        return
        [
            .. WhoIsTold.Now(look.Owner!, look.Traits!, pack, duty, now).Select((rung, i) => Now(rung, look.Standing, duty, now) with
            {
                Awaited = i == awaited ? true : null,
                Told =
                [
                    .. from one in tellings
                       from told in one.Telling.Told
                       where told.Rung == rung.Rung.Id
                       let roster = one.Telling.Duty is { } version ? kept[version] : null
                       select new ToldView(
                           one.At, one.LateAt, one.Clock, one.Epoch, one.Step, told.Desk, told.Holders, StandIn(roster, told.Desk, one.At)),
                ],
                Passed =
                [
                    .. from one in tellings
                       from passed in one.Telling.Passed
                       where passed.Rung == rung.Rung.Id
                       select new PassedView(one.At, one.LateAt, one.Clock, one.Epoch, one.Step, passed.Why),
                ],
            }),
        ];
    }

    private static RungView Now(RungNow now, Standing standing, DutyRoster? duty, DateTimeOffset at)
    {
        var label = now.Rung.Label;
        var view = new RungView(now.Rung.Id, new Words(label.Id, label.En))
        {
            Offered = now.Rung.Offered ? true : null,
            Desk = now.Rung.Offered ? null : now.Desk,
        };
        return standing == Standing.Closed || now.Rung.Offered
            ? view
            : view with
            {
                Holders = now.Why is null ? now.Holders : null,
                StandIn = now.Why is null && now.Desk is { } desk ? StandIn(duty, desk, at) : null,
                PassedNow = now.Why,
            };
    }

    private static bool? StandIn(DutyRoster? roster, string desk, DateTimeOffset at) =>
        roster?.At(desk, at) is { StandIn: true } ? true : null;

    /// <summary>
    /// The highest rung that was told since the last acknowledgement by a promise that still runs, as the climb reckons it; -1:
    /// nobody is waited for.
    /// </summary>
    private static int Awaited(ComplaintView view, List<ToldSomebody> tellings, PolicyPack pack)
    {
        var acknowledged = view.Events.LastOrDefault(happened => (string?)happened["kind"] == "acknowledged");
        var since = acknowledged is null ? 0 : (long)acknowledged["version"]!;
        var running = view.Clocks.Where(clock => clock.StoppedAt is null).Select(clock => (clock.Clock, clock.Epoch)).ToHashSet();
        return tellings
            .Where(one => one.Version > since && running.Contains((one.Clock, one.Epoch)))
            .SelectMany(one => one.Telling.Told)
            .Select(told => pack.RungOrder(told.Rung))
            .Where(rung => rung >= 0 && !pack.Rungs[rung].Offered)
            .DefaultIfEmpty(-1)
            .Max();
    }

    private static ToldSomebody Happened(JsonObject happened) => new(
        (long)happened["version"]!,
        Instant(happened["at"]!),
        happened["lateBecause"] is null ? null : Instant(happened["decidedAt"]!),
        (string)happened["clock"]!,
        (int?)happened["epoch"] ?? 0,
        (string)happened["step"]!,
        happened["telling"]!.Deserialize(ComplaintJson.Default.Telling)!);

    private static DateTimeOffset Instant(JsonNode said) => DateTimeOffset.Parse((string)said!, CultureInfo.InvariantCulture);

    private sealed record ToldSomebody(long Version, DateTimeOffset At, DateTimeOffset? LateAt, string Clock, int Epoch, string Step, Telling Telling);
}
