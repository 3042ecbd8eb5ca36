using Monitoring.Verify.Oracle;

namespace Monitoring.Verify;

/// <summary>How the promises compare.</summary>
internal sealed class PromiseCount
{
    public long Complaints { get; set; }

    public long Sealed { get; set; }

    /// <summary>The watchdog's own, in none of the other counts.</summary>
    public long Synthetic { get; set; }

    public long Expected { get; set; }

    public long Fired { get; set; }

    public long Breaches { get; set; }

    public long BreachesFired { get; set; }

    public long Late { get; set; }

    public TimeSpan Latest { get; set; }

    public long Duplicate { get; set; }

    public long Early { get; set; }

    public long Missing { get; set; }

    /// <summary>Stamped, named, told or ordered otherwise than the documents say, or asked for by none.</summary>
    public long Wrong { get; set; }

    public void Add(Verdict verdict)
    {
        Expected += verdict.Expected.Length;
        Fired += verdict.Expected.Count(expected => expected.FiredAs is not null);
        var breaches = verdict.Expected.Where(expected => expected.Firing.Kind == FiringKind.Breach).ToList();
        Breaches += breaches.Count;
        BreachesFired += breaches.Count(expected => expected.FiredAs is not null);
        foreach (var difference in verdict.Differences)
        {
            Add(difference);
        }
    }

    /// <summary>It came due after the last event of its stream, and is not there.</summary>
    public void AddMissing(FiringKind kind)
    {
        Missing++;
        Expected += kind == FiringKind.Mark ? 0 : 1;
        Breaches += kind == FiringKind.Breach ? 1 : 0;
    }

    private void Add(Difference difference)
    {
        switch (difference.Kind)
        {
            case DifferenceKind.Late:
                Late++;
                Latest = difference.By > Latest ? difference.By.Value : Latest;
                break;
            case DifferenceKind.Doubled:
                Duplicate++;
                break;
            case DifferenceKind.Early:
                Early++;
                break;
            case DifferenceKind.Missing:
                Missing++;
                break;
            case DifferenceKind.LateUntold or DifferenceKind.WronglyStamped or DifferenceKind.WronglyNamed or DifferenceKind.WrongRungs or DifferenceKind.WrongTelling
                or DifferenceKind.OutOfOrder or DifferenceKind.Unasked or DifferenceKind.InDoubt or DifferenceKind.WrongRevision
                or DifferenceKind.OtherPolicy:
                Wrong++;
                break;
            default:
                throw new InvalidOperationException($"Nobody counts {difference.Kind}.");
        }
    }
}
