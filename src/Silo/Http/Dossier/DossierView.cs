using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Http.Reads;

namespace Monitoring.Silo.Http.Dossier;

/// <summary>
/// What was promised, what was broken and what happened when, under the name and version of the policy. Codes and instants only:
/// who complained and what they wrote stays sealed.
/// </summary>
internal sealed record DossierView
{
    public required string Complaint { get; init; }

    public required FacilityName Facility { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required IdAndVersion Policy { get; init; }

    public required Words PolicyTitle { get; init; }

    public required IdAndVersion Calendar { get; init; }

    public required Words Notice { get; init; }

    public required Words Identity { get; init; }

    public required DateTimeOffset ConveyedAt { get; init; }

    public required DateTimeOffset FiledAt { get; init; }

    public required string Status { get; init; }

    public string? Grade { get; init; }

    public string? Category { get; init; }

    /// <summary>The broken promises that offer this dossier, and their legal source as far as it was read.</summary>
    public required ImmutableArray<BrokenPromise> Grounds { get; init; }

    /// <summary>Every promise that was broken, in the order of the deadlines.</summary>
    public required ImmutableArray<BrokenPromise> Broken { get; init; }

    /// <summary>Every promise that was made, each with its working-out.</summary>
    public required ImmutableArray<ClockView> Promised { get; init; }

    public required ImmutableArray<DossierLine> Timeline { get; init; }

    /// <summary>Whether a promise is broken that offers one.</summary>
    public static bool IsOffered(ComplaintView view, PolicyPack pack) =>
        view.Clocks.Any(clock => clock.BreachedAt is not null && pack.FindClock(clock.Clock) is { OffersDossier: true });

    /// <returns>Null where no promise is broken that offers a dossier.</returns>
    public static DossierView? Of(ComplaintView view, PolicyPack pack, DateTimeOffset now)
    {
        ImmutableArray<BrokenPromise> broken =
        [
            .. from clock in view.Clocks
               where clock.BreachedAt is not null
               orderby clock.BreachedAt
               select BrokenPromise.Of(clock, pack.FindClock(clock.Clock)!),
        ];
        var grounds = broken.Where(one => pack.FindClock(one.Clock)!.OffersDossier).ToImmutableArray();
        return grounds.IsEmpty
            ? null
            : new DossierView
            {
                Complaint = view.Id,
                Facility = view.Facility,
                MadeAt = now,
                Policy = view.Policy,
                PolicyTitle = new Words(pack.Title.Id, pack.Title.En),
                Calendar = view.Calendar,
                Notice = DossierWords.Notice,
                Identity = DossierWords.Identity,
                ConveyedAt = view.ConveyedAt,
                FiledAt = view.FiledAt,
                Status = view.Status,
                Grade = view.Grade,
                Category = view.Category,
                Grounds = grounds,
                Broken = broken,
                Promised = view.Clocks,
                Timeline = [.. view.Events.Select(happened => DossierLine.Of(happened, pack))],
            };
    }
}

/// <summary>A promise that was broken.</summary>
/// <param name="Clock">The promise.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Epoch">Which running of it, from 0.</param>
/// <param name="StartedAt">When it was made.</param>
/// <param name="DueAt">By when it was to be kept.</param>
/// <param name="KeptAt">When it was kept after all; absent: it is not kept yet.</param>
/// <param name="Basis">Its source.</param>
/// <param name="Verified">How far that source was read.</param>
internal sealed record BrokenPromise(
    string Clock, Words Label, int Epoch, DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? KeptAt, string Basis, string Verified)
{
    public static BrokenPromise Of(ClockView clock, ClockRule rule) => new(
        clock.Clock, clock.Label, clock.Epoch, clock.StartedAt, clock.BreachedAt!.Value, clock.StoppedAt, rule.Basis,
        rule.Verified.ToString().ToLowerInvariant());
}

/// <summary>A line of the timeline: a kind of event, when, by which role, and about which promise.</summary>
internal sealed record DossierLine(
    long Version, DateTimeOffset At, string Kind, Words Label, string? By, string? Clock, Words? ClockLabel, ImmutableArray<string>? Told)
{
    public static DossierLine Of(JsonObject happened, PolicyPack pack)
    {
        var kind = (string)happened["kind"]!;
        var clock = (string?)happened["clock"];
        var rule = clock is null ? null : pack.FindClock(clock);
        return new DossierLine(
            (long)happened["version"]!,
            DateTimeOffset.Parse((string)happened["at"]!, CultureInfo.InvariantCulture),
            kind,
            DossierWords.Of(kind),
            (string?)happened["by"]?["role"],
            clock,
            rule is null ? null : new Words(rule.Label.Id, rule.Label.En),
            ToldIn(happened, pack));
    }

    /// <summary>The rungs, in words of the policy; who held them is nobody's business here.</summary>
    private static ImmutableArray<string>? ToldIn(JsonObject happened, PolicyPack pack) =>
        happened["telling"]?["told"] is JsonArray { Count: > 0 } told
            ? [.. told.Select(one => pack.FindRung((string)one!["rung"]!)?.Label.Id ?? (string)one["rung"]!)]
            : null;
}
