using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.PowerCut;

/// <summary>A recorded run of the server, and the power cuts that it might have met.</summary>
internal sealed class PowerCuts(string root, IReadOnlyList<Step> steps) : IDisposable
{
    private readonly TempFolder _images = new();
    private int _drawn;

    /// <summary>Whole and in order: no answer left too early. How many left at all.</summary>
    public int AnswersAfterTheirSync()
    {
        var order = new CommitOrder();
        foreach (var step in steps)
        {
            order.Take(step);
        }

        Assert.Empty(order.Premature);
        return order.Answered.Count;
    }

    /// <summary>Draws the instants: half of them just when an answer leaves, the others around syncs or anywhere.</summary>
    public IReadOnlyList<Cut> Draw(int count, Random chance)
    {
        var answers = Where(s => s.Begins && CommitOrder.AnsweredBy(s.Call) is not null);
        var syncs = Where(s => s.Call.Name is "fsync" or "fdatasync");
        return
        [
            .. Enumerable.Range(0, count)
                .Select(n => chance.Next(8) switch
                {
                    < 4 => answers[chance.Next(answers.Count)],
                    < 6 => syncs[chance.Next(syncs.Count)] + chance.Next(2),
                    _ => chance.Next(steps.Count),
                })
                .Order()
                .Select(step => NewCut(step, chance.Next(3) == 0 ? null : chance.Next())),
        ];
    }

    /// <summary>Carries cuts out, on copies: each gets its folder and the complaints whose 201 had left.</summary>
    /// <param name="cuts">In their order.</param>
    /// <param name="liesFrom">The step from which the disk lies about syncs.</param>
    public void Carry(IReadOnlyList<Cut> cuts, int liesFrom = int.MaxValue)
    {
        var (disk, order, next) = (new Disk(root), new CommitOrder(), 0);
        for (var at = 0; next < cuts.Count; at++)
        {
            if (at < steps.Count)
            {
                disk.Lies = at >= liesFrom;
                disk.Take(steps[at]);
                order.Take(steps[at]);
            }

            for (; next < cuts.Count && cuts[next].Step <= at; next++)
            {
                var cut = cuts[next];
                Directory.CreateDirectory(cut.Folder);
                disk.AfterACut(cut.Folder, cut.Seed is { } seed ? new Random(seed) : null);
                (cut.Answered, cut.Unsynced, cut.Syncs) = (order.Answered.ToHashSet(), disk.Unsynced, disk.Syncs);
            }
        }
    }

    /// <summary>The last instant of the record, with nothing that was not synced.</summary>
    public Cut AtTheEnd() => NewCut(steps.Count - 1, null);

    /// <summary>The step at which so many answers had left.</summary>
    public int AfterAnswers(int count) => Where(s => s.Begins && CommitOrder.AnsweredBy(s.Call) is not null)[count];

    public void Dispose() => _images.Dispose();

    private Cut NewCut(int step, int? seed) => new(step, seed, _images.File("cut-" + (++_drawn)));

    private List<int> Where(Predicate<Step> wanted) => [.. Enumerable.Range(0, steps.Count).Where(n => wanted(steps[n]))];
}

/// <summary>A power cut.</summary>
/// <param name="Step">After which step of the record.</param>
/// <param name="Seed">Draws what is left of the un-synced; null: nothing is left of it.</param>
/// <param name="Folder">Where what it left lies.</param>
internal sealed record Cut(int Step, int? Seed, string Folder)
{
    /// <summary>The complaints whose 201 had left.</summary>
    public IReadOnlySet<string> Answered { get; set; } = new HashSet<string>();

    /// <summary>How many changes it could undo.</summary>
    public int Unsynced { get; set; }

    /// <summary>How many syncs had succeeded and failed before it.</summary>
    public (int Good, int Failed) Syncs { get; set; }

    public override string ToString() =>
        $"cut after step {Step}, {Answered.Count} answered, {Unsynced} changes un-synced, of which {(Seed is null ? "nothing is left" : $"chance {Seed} left some")}";
}
