using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Revisions;

/// <summary>What a new version of a pack must leave as it is, so that what ran under the old one can go on under it.</summary>
public static class WhatARevisionMayChange
{
    /// <exception cref="PolicyRefusedException">A clock is dropped, or could not be followed any more.</exception>
    public static void Check(PolicyPack before, PolicyPack after, string file)
    {
        foreach (var old in before.Clocks)
        {
            if (after.FindClock(old.Id) is not { } rule)
            {
                if (old.Active)
                {
                    throw Refuse($"The clock \"{old.Id}\" of version {before.Version} is missing; carry it with \"active\": false.");
                }

                continue;
            }

            if (old.Active && rule.Active && old.Pausable != rule.Pausable)
            {
                throw Refuse($"The clock \"{old.Id}\" may not become pausable, or stop being so: past holds would move its deadlines.");
            }

            var breaks = old.OnExpiry == Expiry.Breach || rule.OnExpiry == Expiry.Breach;
            if (breaks && !SameEpochs(old, rule))
            {
                throw Refuse($"The clock \"{old.Id}\" starts at other milestones than in version {before.Version}: give it a new id.");
            }
        }

        PolicyRefusedException Refuse(string reason) => new(file, null, "$.clocks", reason);
    }

    private static bool SameEpochs(ClockRule a, ClockRule b) =>
        a.Start == b.Start
        && a.Again.ToHashSet().SetEquals(b.Again)
        && a.Restart.ToHashSet().SetEquals(b.Restart)
        && a.OnExpiry == b.OnExpiry;
}
