using System.Collections.Immutable;

namespace Monitoring.Verify.Oracle;

/// <summary>The committed events of one complaint, in order.</summary>
public sealed record CaseHistory(ImmutableArray<CaseEvent> Events)
{
    /// <summary>The policy it was opened under; null where it does not begin with a registration.</summary>
    public PolicyNames? Policy => Events.IsEmpty ? null : Events[0].Filing?.Policy;

    /// <summary>Reads bodies as stored, numbered from 1.</summary>
    public static CaseHistory Read(IEnumerable<string> bodies) =>
        new([.. bodies.Select((body, index) => CaseEvent.Read(index + 1, body))]);
}
