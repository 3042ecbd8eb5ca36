using System.Collections.Immutable;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Virtual;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>
/// The complaints whose deadlines fall into a fault, so that there is something to be late for, and the people who clear
/// them away afterwards: a day of drills must not drown the wall.
/// </summary>
internal sealed class DrillCases(IGrainFactory grains, TimeProvider time)
{
    public static readonly TimeSpan TakenAfter = TimeSpan.FromSeconds(45);
    public static readonly TimeSpan AnsweredAfter = TimeSpan.FromSeconds(60);

    private const int HerdSize = 60;
    private const double HerdAt = 0.5;

    private static readonly Actor Desk = new("operator");

    /// <summary>At which parts of its length deadlines pass.</summary>
    private static readonly ImmutableArray<double> UsuallyAt = [0.3, 0.55, 0.8];

    /// <summary>When deadlines pass in a fault.</summary>
    public static ImmutableArray<DateTimeOffset> Deadlines(Fault fault, DateTimeOffset at, TimeSpan length)
    {
        var parts = fault == Fault.Herd ? Enumerable.Repeat(HerdAt, HerdSize) : UsuallyAt;
        return [.. parts.Select(part => (at + (length * part)).ToWholeMilliseconds())];
    }

    /// <summary>Files a case for each deadline; those that cannot be filed, because something else is broken, are left out.</summary>
    public async Task<ImmutableArray<DrillCase>> File(DemoLives lives, ImmutableArray<DateTimeOffset> deadlines)
    {
        Scheduled[] filings = [.. deadlines.Select(dueAt => lives.Unhandled(time.Now(), dueAt))];
        var filed = await Task.WhenAll(filings.Select(async filing => await Done(filing.Complaint, filing.Command)));
        return
        [
            .. filings.Zip(deadlines, filed)
                .Where(each => each.Third)
                .Select(each => new DrillCase(each.First.Complaint, each.Second)),
        ];
    }

    /// <summary>Somebody takes the cases, and a while later answers them.</summary>
    public async Task Handle(ImmutableArray<DrillCase> cases, CancellationToken cancellation)
    {
        await Task.Delay(TakenAfter, time, cancellation);
        await Each(
            cases,
            new Grains.Rules.Complaints.Verify { By = Desk },
            new GradeAs("green") { By = Desk },
            new Contact { By = Desk },
            new Acknowledge(TimeSpan.FromMinutes(30)) { By = new Actor("manager") });
        await Task.Delay(AnsweredAfter, time, cancellation);
        await Each(cases, new Act { By = Desk }, new Answer { By = Desk }, new Close("resolved") { By = Desk });
    }

    /// <summary>Takes back what a gateway filed.</summary>
    public async Task Withdraw(IEnumerable<string> complaints)
    {
        foreach (var complaint in complaints)
        {
            await Done(complaint, new Withdraw("drill") { By = Desk });
        }
    }

    private async Task Each(ImmutableArray<DrillCase> cases, params ComplaintCommand[] commands)
    {
        foreach (var one in cases)
        {
            foreach (var command in commands)
            {
                // refused where somebody at the wall was quicker
                await Done(one.Complaint, command);
            }
        }
    }

    private async Task<bool> Done(string complaint, ComplaintCommand command)
    {
        var grain = grains.GetGrain<IComplaintGrain>(complaint);
        try
        {
            var outcome = command is FileComplaint filing ? await grain.File(filing) : await grain.CarryOut(command);
            return outcome.Kind == OutcomeKind.Done;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // the next fault is on already
            return false;
        }
    }
}
