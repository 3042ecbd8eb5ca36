using System.Collections.Immutable;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Duty;

/// <summary>Which desk is a rung for a facility, who holds it, and who is told where nobody does or where the holder may not be.</summary>
public static class WhoIsTold
{
    /// <param name="asked">The rungs that the ladder asks for.</param>
    /// <param name="c">The complaint.</param>
    /// <param name="pack">The policy that it follows.</param>
    /// <param name="duty">The duty roster in force, if there is one.</param>
    /// <param name="at">The instant of the step, not the one at which it was noticed.</param>
    /// <param name="upTo">The highest rung that may be told instead of one that is passed over; null: any desk.</param>
    /// <returns>Null where the ladder asks for nobody.</returns>
    public static Telling? Of(
        ImmutableArray<string> asked, Complaint c, PolicyPack pack, DutyRoster? duty, DateTimeOffset at, int? upTo = null)
    {
        if (asked.IsEmpty)
        {
            return null;
        }

        var told = new SortedDictionary<int, ToldRung>();
        var passed = new SortedDictionary<int, PassedRung>();
        var accused = AccusedHolders(c.Owner, c.Traits, pack, duty);
        foreach (var rung in asked)
        {
            for (var i = pack.RungOrder(rung); i >= 0 && i < pack.Rungs.Length; i++)
            {
                if (WhyNot(pack.Rungs[i], c.Owner, c.Traits, pack, duty, at, accused, out var here) is not { } why)
                {
                    told[i] = here!;
                    break;
                }

                passed[i] = new PassedRung(pack.Rungs[i].Id, why);
                if (i + 1 >= pack.Rungs.Length || pack.Rungs[i + 1].Offered || i >= upTo)
                {
                    break;
                }
            }
        }

        return new Telling([.. told.Values], [.. passed.Values], duty?.Version);
    }

    /// <summary>Who would be told through each rung of the pack if a ladder asked for it at an instant, lowest first.</summary>
    public static ImmutableArray<RungNow> Now(Owner owner, CaseTraits traits, PolicyPack pack, DutyRoster? duty, DateTimeOffset at)
    {
        var accused = AccusedHolders(owner, traits, pack, duty);
        return
        [
            .. pack.Rungs.Select(rung => WhyNot(rung, owner, traits, pack, duty, at, accused, out var told) is { } why
                ? new RungNow(rung, DeskOf(rung, pack, owner), [], why)
                : new RungNow(rung, told!.Desk, told.Holders, null)),
        ];
    }

    /// <summary>The desk of a rung for a facility; null if the policy has none there.</summary>
    public static string? DeskOf(Rung rung, PolicyPack pack, Owner owner)
    {
        if (pack.Desks.IsEmpty || rung is { Offered: true, Desks.IsEmpty: true })
        {
            return rung.Id; // a pack that names no desks has its rungs only
        }

        return rung.Desks.FirstOrDefault(row => row.Takes(owner)) is { } row ? pack.FindDesk(row.Desk)!.Of(owner) : null;
    }

    private static string? WhyNot(
        Rung rung,
        Owner owner,
        CaseTraits traits,
        PolicyPack pack,
        DutyRoster? duty,
        DateTimeOffset at,
        ImmutableArray<string> accused,
        out ToldRung? told)
    {
        told = null;
        if (IsAccused(rung, traits))
        {
            return PassedOver.Accused;
        }

        if (traits.Sealed && !rung.Sealed && !rung.Offered && pack.Rungs.Any(other => other.Sealed))
        {
            return PassedOver.Sealed;
        }

        if (DeskOf(rung, pack, owner) is not { } desk)
        {
            return PassedOver.NoDesk;
        }

        ImmutableArray<string> holders = rung.Offered ? [] : duty?.At(desk, at)?.Holders ?? [desk];
        if (holders.IsEmpty && !rung.Offered)
        {
            return PassedOver.Empty;
        }

        var others = holders.RemoveRange(accused);
        if (others.IsEmpty && !rung.Offered)
        {
            return PassedOver.Accused;
        }

        told = new ToldRung(rung.Id, desk, others);
        return null;
    }

    /// <summary>Whoever holds the accused rung in their own right may hold another one too, and is not told there either.</summary>
    private static ImmutableArray<string> AccusedHolders(
        Owner owner, CaseTraits traits, PolicyPack pack, DutyRoster? duty) => duty is null
        ? []
        :
        [
            .. pack.Rungs.Where(rung => IsAccused(rung, traits))
                .Select(rung => DeskOf(rung, pack, owner)).OfType<string>()
                .SelectMany(duty.HoldersOf).Distinct(StringComparer.Ordinal),
        ];

    private static bool IsAccused(Rung rung, CaseTraits traits) => rung.Accused is { } who && who == traits.Accused;
}

/// <summary>Whom a rung leads to at an instant.</summary>
/// <param name="Rung">The rung.</param>
/// <param name="Desk">The desk that it is for the facility; null where the policy has none.</param>
/// <param name="Holders">Who would be told.</param>
/// <param name="Why">Why it would be passed over, one of <see cref="PassedOver"/>; null where it would not be.</param>
public sealed record RungNow(Rung Rung, string? Desk, ImmutableArray<string> Holders, string? Why);
