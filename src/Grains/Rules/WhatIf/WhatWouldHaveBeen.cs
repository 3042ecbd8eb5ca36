using System.Collections.Immutable;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.Grains.Rules.WhatIf;

/// <summary>
/// Lives a recorded complaint once more under another policy: what people did stays as it was recorded, with its instants; what
/// the policy did, the breaches, rungs, closings for silence and revisions, is left out and derived anew, as if this one version
/// had been in force from the first day.
/// </summary>
public static class WhatWouldHaveBeen
{
    /// <param name="recorded">The facts of one complaint, in order.</param>
    /// <param name="rules">The policy.</param>
    /// <param name="version">Its name.</param>
    /// <param name="asOf">How far it is lived: what was done later is not looked at.</param>
    /// <returns>Null if it was not yet filed by then.</returns>
    public static LifeUnderAPolicy? Of(
        ImmutableArray<ComplaintEvent> recorded, ComplaintRules rules, PolicyVersion version, DateTimeOffset asOf)
    {
        var life = new Life(rules);
        foreach (var happened in recorded.Where(IsDone).TakeWhile(e => e.At <= asOf))
        {
            life.Take(happened is Filed filed ? Anew(filed, version) : happened);
        }

        return life.IsFiled ? life.End(asOf) : null;
    }

    /// <summary>Whether somebody did it; the rest is what a policy brought about.</summary>
    private static bool IsDone(ComplaintEvent happened) => happened is Filed || happened.By.Role != Roles.System;

    // of a case of the past nobody was told; what is asked here is who would have been
    private static Filed Anew(Filed filed, PolicyVersion version) =>
        filed with { Policy = version, Traits = filed.Traits with { Imported = false } };

    private sealed class Life(ComplaintRules rules)
    {
        private readonly ImmutableArray<Told>.Builder _told = ImmutableArray.CreateBuilder<Told>();
        private readonly Dictionary<(string Clock, int Epoch), Owner> _broken = [];
        private Complaint _state = Complaint.None;
        private int _afterTheEnd;

        public bool IsFiled => _state.Version > 0;

        public void Take(ComplaintEvent happened)
        {
            // what was written while the server's clock was in doubt found nothing fired, and fires nothing
            var inDoubt = happened.WallAt is not null;
            if (IsFiled && !inDoubt)
            {
                Fire(happened.At);
            }

            if (IsFiled && !_state.IsOpen && happened is not (Reopened or Appealed or Revealed))
            {
                _afterTheEnd++;
                return;
            }

            _state = _state.After(happened);
            if (!inDoubt)
            {
                Fire(happened.At);
            }
        }

        public LifeUnderAPolicy End(DateTimeOffset asOf)
        {
            Fire(asOf);
            var promises = rules.Timetable(_state).Clocks.Select(run => new PromiseMade(
                run.Rule.Id,
                run.Epoch,
                run.DueAt,
                run.StoppedAt,
                run.Breach is not null,
                _broken.GetValueOrDefault((run.Rule.Id, run.Epoch), _state.Owner)));
            return new LifeUnderAPolicy(_state.Owner, _state.Traits.Sealed, [.. promises], _told.ToImmutable(), _afterTheEnd);
        }

        private void Fire(TimeReading until)
        {
            var decision = rules.Wake(_state, until);
            foreach (var decided in decision.Events)
            {
                var owner = decided.Before.Owner;
                var (clock, epoch, rungs) = decided.Event switch
                {
                    Breached e => (e.Clock, e.Epoch, e.Rungs),
                    Escalated e => (e.Clock, e.Epoch, e.Rungs),
                    _ => ("", 0, []),
                };
                if (decided.Event is Breached)
                {
                    _broken[(clock, epoch)] = owner;
                }

                _told.AddRange(rungs.Select(rung => new Told(rung, clock, epoch, decided.Event.At, owner)));
            }

            _state = decision.After;
        }
    }
}
