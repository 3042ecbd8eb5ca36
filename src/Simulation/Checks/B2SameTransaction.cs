using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>An event is in the feed of exactly those who may see it, written with it.</summary>
internal sealed class B2SameTransaction(World world) : Check(world, "B2")
{
    private long _unsealed;

    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            _unsealed += one.After.Traits.Sealed ? 0 : 1;
            var expected = Audiences(one);
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
        var facilities = World.Setting.Facilities.Length;
        var shown = World.Log.Feed(Audience.Province, 0, int.MaxValue).Length;
        Demand(
            shown == _unsealed + facilities,
            $"the province was shown {shown} items of {_unsealed} events and {facilities} registrations");
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
