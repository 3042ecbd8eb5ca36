using System.Collections.Immutable;

namespace Monitoring.Silo.Auditor;

/// <summary>What the auditor found since the start of this process.</summary>
/// <param name="Rounds">Rounds that came to their end.</param>
/// <param name="LastRoundAt">When the last one ended (UTC); absent before the first, and where another process audits.</param>
/// <param name="LastRoundSeconds">How long it took.</param>
/// <param name="FullAt">Everything was re-derived since then (UTC), at least.</param>
/// <param name="Streams">Streams there were in the last round.</param>
/// <param name="Derived">Of these, how many were derived anew because they had changed or their turn had come.</param>
/// <param name="Left">How many were there before this process and were not derived by it yet.</param>
/// <param name="Wrong">Due rows found wrong since the start, sealed cases included.</param>
/// <param name="WrongSealed">Of these, how many of sealed cases.</param>
/// <param name="Mended">How many were written anew.</param>
/// <param name="Unmended">How many could not be; each is tried again in every round.</param>
/// <param name="Findings">The latest, newest first; none of a sealed case.</param>
internal sealed record AuditReport(
    long Rounds,
    DateTimeOffset? LastRoundAt,
    double? LastRoundSeconds,
    DateTimeOffset? FullAt,
    long Streams,
    long Derived,
    long Left,
    long Wrong,
    long WrongSealed,
    long Mended,
    long Unmended,
    ImmutableArray<AuditFinding> Findings)
{
    private const int MostFindings = 50;

    public static AuditReport Empty { get; } = new(0, null, null, null, 0, 0, 0, 0, 0, 0, 0, []);

    /// <summary>With one more finding.</summary>
    public AuditReport With(Proof proof, bool mended, DateTimeOffset at) => this with
    {
        Wrong = Wrong + 1,
        WrongSealed = WrongSealed + (proof.Sealed ? 1 : 0),
        Mended = Mended + (mended ? 1 : 0),
        Unmended = Unmended + (mended ? 0 : 1),
        Findings = proof.Sealed
            ? Findings
            : [AuditFinding.Of(proof, mended, at), .. Findings.Take(MostFindings - 1)],
    };
}

/// <summary>A due row that was wrong.</summary>
/// <param name="At">When it was found (UTC).</param>
/// <param name="Stream">Whose.</param>
/// <param name="What"><c>missing, different, unfounded, headDiffers</c> or <c>unreadable</c>.</param>
/// <param name="StoredAt">The instant that stood there (UTC).</param>
/// <param name="DerivedAt">The instant that follows from the log (UTC).</param>
/// <param name="Mended">Whether it was written anew.</param>
internal sealed record AuditFinding(
    DateTimeOffset At, string Stream, string What, DateTimeOffset? StoredAt, DateTimeOffset? DerivedAt, bool Mended)
{
    public static AuditFinding Of(Proof proof, bool mended, DateTimeOffset at) => new(
        at,
        proof.Row.Stream,
        char.ToLowerInvariant(proof.Verdict.ToString()[0]) + proof.Verdict.ToString()[1..],
        proof.Row.Due?.NextAt,
        proof.Expected?.NextAt,
        mended);
}
