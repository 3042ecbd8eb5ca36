using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.WhatIf;

namespace Monitoring.Silo.WhatIf;

/// <summary>Adds up what two policies would have made of the same complaints.</summary>
internal sealed class Comparison
{
    private readonly Dictionary<string, (string Region, Figures Figures)> _facilities = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Figures> _regions = new(StringComparer.Ordinal);

    public Figures Province { get; } = new();

    public IReadOnlyDictionary<string, Figures> Regions => _regions;

    public IEnumerable<(string Facility, string Region, Figures Figures)> Facilities =>
        _facilities.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value.Region, f.Value.Figures));

    /// <summary>Complaints that were compared.</summary>
    public long Cases { get; private set; }

    /// <summary>Of these, those with another breach or another rung told.</summary>
    public long Differing { get; private set; }

    /// <summary>Whistleblowing, or against a head: only this number, for whoever reads the figures of a facility could find them in it.</summary>
    public long Sealed { get; private set; }

    /// <summary>Recorded acts that came after the end that a policy brought about.</summary>
    public long[] AfterTheEnd { get; } = new long[2];

    /// <returns>How the case differs; null if it does not, or must not be told.</returns>
    public DifferingCase? Add(string id, LifeUnderAPolicy compare, LifeUnderAPolicy policy)
    {
        if (policy.Sealed)
        {
            Sealed++;
            return null;
        }

        Cases++;
        Count(compare, Side.Compare);
        Count(policy, Side.Policy);
        var different = DifferingCase.Of(id, compare, policy);
        Differing += different is null ? 0 : 1;
        return different;
    }

    private void Count(LifeUnderAPolicy life, Side side)
    {
        AfterTheEnd[(int)side] += life.AfterTheEnd;
        Count(life.Owner, Measure.Cases, "", side);
        var broken = life.Promises.Where(p => p.IsBroken).ToList();
        foreach (var promise in broken)
        {
            Count(promise.Owner, Measure.Broken, promise.Clock, side);
        }

        // late in two facilities' hands it is one late case of the province, and of each
        foreach (var figures in broken.SelectMany(p => Of(p.Owner)).Distinct())
        {
            figures.Count(Measure.CasesLate, "", side);
        }

        foreach (var told in life.Told)
        {
            Count(told.Owner, Measure.Told, told.Rung, side);
        }
    }

    private void Count(Owner owner, string measure, string what, Side side)
    {
        foreach (var figures in Of(owner))
        {
            figures.Count(measure, what, side);
        }
    }

    private IEnumerable<Figures> Of(Owner owner)
    {
        if (!_facilities.TryGetValue(owner.Facility, out var facility))
        {
            _facilities[owner.Facility] = facility = (owner.Region, new Figures());
        }

        if (!_regions.TryGetValue(owner.Region, out var region))
        {
            _regions[owner.Region] = region = new Figures();
        }

        return [Province, region, facility.Figures];
    }
}
