using System.Collections.Immutable;
using Monitoring.Grains;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Virtual;

namespace Monitoring.Silo.Year;

/// <summary>One complaint and what is done about it, one thing after the other.</summary>
internal sealed class Life(string id, ImmutableArray<Scheduled>.Builder all)
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    /// <summary>When the last thing was done.</summary>
    public DateTimeOffset LastAt { get; private set; } = DateTimeOffset.MinValue;

    public bool IsClosed { get; private set; }

    /// <summary>Does it then, or right after what was done last.</summary>
    public void Do(DateTimeOffset at, ComplaintCommand command)
    {
        LastAt = (LastAt > DateTimeOffset.MinValue && at < LastAt + Apart ? LastAt + Apart : at).ToWholeMilliseconds();
        all.Add(new Scheduled(LastAt, id, command));
    }

    public void Close(DateTimeOffset at, Close close)
    {
        Do(at, close);
        IsClosed = true;
    }

    /// <summary>Beside what is done otherwise.</summary>
    public void Aside(DateTimeOffset at, ComplaintCommand command) => all.Add(new Scheduled(at.ToWholeMilliseconds(), id, command));
}
