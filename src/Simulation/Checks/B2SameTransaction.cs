using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>An event is in the feed of exactly those who may see it, written with it.</summary>
internal sealed class B2SameTransaction(World world) : Check(world, "B2")
{
    private readonly Dictionary<string, long> _shown = new(StringComparer.Ordinal);

    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            var expected = Audiences(one);
            foreach (var audience in expected)
            {
                _shown[audience] = _shown.GetValueOrDefault(audience) + 1;
            }

            Demand(
                expected.SetEquals(one.Written.Audiences),
                $"complaint/{commit.Case.Id} {one.Seq} {one.Event.Kind} is in the feeds {string.Join(", ", one.Written.Audiences)}, not in {string.Join(", ", expected)}");
            Demand(
                one.Item is { } item && item.Complaint == commit.Case.Id && item.Version == one.Seq && item.Kind == one.Event.Kind,
                $"complaint/{commit.Case.Id} {one.Seq}: its item says {one.Written.Item}");
        }
    }

    public override void AtEnd()
    {
        foreach (var facility in World.Setting.Facilities)
        {
            foreach (var audience in (ReadOnlySpan<string>)[Audience.Province, Audience.Region(facility.Region), Audience.Facility(facility.Facility)])
            {
                _shown[audience] = _shown.GetValueOrDefault(audience) + 1; // that it was registered
            }
        }

        foreach (var (audience, events) in _shown)
        {
            var stored = World.Log.Feed(audience, 0, int.MaxValue).Length;
            Demand(stored == events, $"{audience} was shown {stored} items of {events} events that it may see");
        }
    }

    private static HashSet<string> Audiences(Happening one)
    {
        if (one.After.Traits.Whistleblower || one.After.Traits.Accused == "head")
        {
            return [Audience.Inspectorate];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal) { Audience.Province };
        foreach (var owner in one.Event is Transferred ? [one.Before.Owner, one.After.Owner] : (ReadOnlySpan<Owner>)[one.After.Owner])
        {
            seen.Add(Audience.Region(owner.Region));
            seen.Add(Audience.Facility(owner.Facility));
        }

        return seen;
    }
}
