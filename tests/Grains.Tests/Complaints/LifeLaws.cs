using System.Text.Json;
using System.Text.Json.Nodes;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Grains.Tests.Complaints;

/// <summary>What holds of every life, policy and calendar. A failure names its seed, which plays the same life again.</summary>
public class LifeLaws
{
    private const int Lives = 200;
    private const int Steps = 30;

    [Fact]
    public void Every_ledger_sums_to_its_deadline() => InEveryLife((life, told) =>
    {
        var (clocks, ledgers) = (life.Timetable.Clocks, life.Ledgers);
        for (var i = 0; i < clocks.Length; i++)
        {
            var (run, ledger) = (clocks[i], ledgers[i]);
            Assert.True(ledger.Counted == ledger.Lines.Sum(l => l.Counted), told);
            if (ledger.Limit is null)
            {
                Assert.True(ledger.Counted == 0, told);
            }
            else if (run.DueAt is { } dueAt)
            {
                Assert.True(ledger.Limit == ledger.Counted, $"{told}: {run.Rule.Id} {ledger.Limit} {ledger.Counted}");
                Assert.True(ledger.Lines.Last(l => l.Counted > 0).ToAt == dueAt, $"{told}: {run.Rule.Id}");
            }
            else
            {
                Assert.True(ledger.Counted < ledger.Limit, told);
            }
        }
    });

    [Fact]
    public void Every_deadline_is_the_limit_counted_over_unpaused_time() => InEveryLife((life, told) =>
    {
        foreach (var run in life.Timetable.Clocks.Where(r => r is { Breach: null, Fixed: false, Limit: not null }))
        {
            var expected = SlowCount.DueAt(run.StartedAt, run.Limit!, run.Rule.Pausable ? life.State.Pauses : [], run.StoppedAt, life.Calendar);
            Assert.True(expected == run.DueAt, $"{told}: {run.Rule.Id}/{run.Epoch} {run.Limit} {expected:O} {run.DueAt:O}");
        }
    });

    [Fact]
    public void A_breach_is_cleared_by_nothing()
    {
        foreach (var seed in Enumerable.Range(1, Lives))
        {
            var life = new RandomLife(seed);
            for (var step = 0; step < Steps; step++)
            {
                var before = life.State.Breaches;
                Go(life, step);
                var timetable = life.Timetable;
                foreach (var broken in before)
                {
                    Assert.True(life.State.Breaches.Any(b => Same(b, broken)), $"seed {seed}, step {step}");
                    Assert.True(
                        timetable.Clocks.Any(c => c.Rule.Id == broken.Clock && c.Epoch == broken.Epoch && c.DueAt == broken.DueAt),
                        $"seed {seed}, step {step}: {broken.Clock}");
                }

                Assert.True(life.State.Breaches.DistinctBy(b => (b.Clock, b.Epoch)).Count() == life.State.Breaches.Length, $"seed {seed}");
            }
        }

        static bool Same(Breach a, Breach b) => a with { AcknowledgedAt = null } == b with { AcknowledgedAt = null };
    }

    [Fact]
    public void Spent_time_never_shrinks()
    {
        foreach (var seed in Enumerable.Range(1, Lives))
        {
            var life = new RandomLife(seed);
            var spent = new Dictionary<(string, int), TimeSpan>();
            for (var step = 0; step < Steps; step++)
            {
                Go(life, step);
                foreach (var run in life.Timetable.Clocks)
                {
                    var now = SlowCount.Unpaused(run.StartedAt, run.StoppedAt ?? life.Now, run.Rule.Pausable ? life.State.Pauses : []);
                    Assert.True(now >= spent.GetValueOrDefault((run.Rule.Id, run.Epoch)), $"seed {seed}, step {step}: {run.Rule.Id}");
                    spent[(run.Rule.Id, run.Epoch)] = now;
                }
            }
        }
    }

    [Fact]
    public void No_deadline_ahead_comes_nearer_but_by_a_grade_a_class_or_a_revision()
    {
        foreach (var seed in Enumerable.Range(1, Lives))
        {
            var life = new RandomLife(seed);
            for (var step = 0; step < Steps; step++)
            {
                var (before, grade, traits) = (life.Timetable, life.State.Grade, life.State.Traits);
                life.Step();
                if (life.State.Grade != grade || life.State.Traits.Class != traits.Class)
                {
                    continue;
                }

                foreach (var was in before.Clocks.Where(r => r is { DueAt: not null, Breach: null }))
                {
                    var now = life.Timetable.Clocks.FirstOrDefault(r => r.Rule.Id == was.Rule.Id && r.Epoch == was.Epoch);
                    Assert.True(now?.DueAt is null || now.DueAt >= was.DueAt, $"seed {seed}, step {step}: {was.Rule.Id}");
                }
            }
        }
    }

    [Fact]
    public void How_often_and_when_it_is_woken_changes_nothing_but_when_it_was_noticed()
    {
        foreach (var seed in Enumerable.Range(1, Lives))
        {
            var (quiet, woken, chance) = (new RandomLife(seed), new RandomLife(seed), new Random(-seed));
            for (var step = 0; step < Steps; step++)
            {
                quiet.Step();
                woken.Step((from, to) => Enumerable.Range(0, chance.Next(4)).Select(_ => from + ((to - from) * chance.NextDouble())).Order());
            }

            Assert.True(Told(quiet).SequenceEqual(Told(woken)), $"seed {seed}");
        }

        static IEnumerable<string> Told(RandomLife life) => life.Events.Select(e =>
        {
            var json = JsonNode.Parse(JsonSerializer.Serialize(e, ComplaintJson.Default.ComplaintEvent))!.AsObject();
            json.Remove("decidedAt");
            return json.ToJsonString();
        });
    }

    [Fact]
    public void Pauses_never_overlap_and_nobody_of_the_facility_approved_one() => InEveryLife((life, told) =>
    {
        var pauses = life.State.Pauses;
        Assert.True(pauses.Zip(pauses.Skip(1)).All(p => p.First.ToAt <= p.Second.FromAt), told);

        var state = Complaint.None;
        foreach (var happened in life.Events)
        {
            Assert.True(happened is not Held || (happened.By.Role != "manager" && happened.By.Desk != state.Owner.Facility), told);
            state = state.After(happened);
        }
    });

    [Fact]
    public void The_fold_of_what_was_written_is_the_state_that_was_decided_on() => InEveryLife((life, told) =>
    {
        var folded = life.Events
            .Select(e => JsonSerializer.Serialize(e, ComplaintJson.Default.ComplaintEvent))
            .Select(json => JsonSerializer.Deserialize(json, ComplaintJson.Default.ComplaintEvent)!)
            .Aggregate(Complaint.None, (state, e) => state.After(e));
        Assert.True(folded.Version == life.State.Version && folded.Status == life.State.Status, told);
        Assert.True(folded.Moments.SequenceEqual(life.State.Moments) && folded.Pauses.SequenceEqual(life.State.Pauses), told);
    });

    private static void InEveryLife(Action<RandomLife, string> holds)
    {
        foreach (var seed in Enumerable.Range(1, Lives))
        {
            var life = new RandomLife(seed);
            for (var step = 0; step < Steps; step++)
            {
                Go(life, step);
                if (step % 5 == 4)
                {
                    holds(life, $"seed {seed}, step {step}");
                }
            }
        }
    }

    private static void Go(RandomLife life, int step)
    {
        life.Step();
        if (step is 11 or 19)
        {
            life.Revise();
        }
    }
}
