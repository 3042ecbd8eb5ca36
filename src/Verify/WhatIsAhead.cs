using Monitoring.Verify.Chain;
using Monitoring.Verify.Oracle;

namespace Monitoring.Verify;

/// <summary>
/// What the documents ask for after the last event of each stream. Whether it had to be there is known only when everything
/// was read; then all of it that came due is expected, and missing.
/// </summary>
internal sealed class WhatIsAhead(Findings findings, TimeSpan firedWithin)
{
    private readonly List<Due> _due = [];

    /// <param name="stream">Whose.</param>
    /// <param name="verdict">What is ahead of it until now.</param>
    /// <param name="count">What counts it, if anything does.</param>
    public void Add(StreamRows stream, Verdict verdict, PromiseCount? count)
    {
        foreach (var firing in verdict.Ahead)
        {
            _due.Add(new Due(stream.Name, stream.Number, firing.HoldsAt, firing.Kind, firing.Clock, count));
        }

        if (verdict is { Ahead: [], NextAt: { } nextAt })
        {
            // of a million open complaints nearly all are due much later: no name is kept of these
            _due.Add(new Due(null, stream.Number, nextAt, FiringKind.Rung, null, count));
        }
    }

    public void End(DateTimeOffset asOf)
    {
        foreach (var due in _due.Where(due => due.HoldsAt + firedWithin <= asOf))
        {
            due.Count?.AddMissing(due.Kind);
            var what = due.Clock is null ? "what" : $"{due.Kind} {due.Clock}, which";
            findings.Add(due.Stream ?? $"stream number {due.Number}", $"{what} came due at {due.HoldsAt:yyyy-MM-ddTHH:mm:ss.fffZ} has not fired by {asOf:yyyy-MM-ddTHH:mm:ss.fffZ}");
        }
    }

    private readonly record struct Due(
        string? Stream, long Number, DateTimeOffset HoldsAt, FiringKind Kind, string? Clock, PromiseCount? Count);
}
