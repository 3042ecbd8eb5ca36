namespace Monitoring.Silo.Http.Health;

/// <summary>Something that must work before this server can serve. Every registered one is asked.</summary>
public interface IReadinessCheck
{
    /// <summary>A word for it.</summary>
    string Name { get; }

    /// <summary>What else there is to say of it, to anybody who asks; mostly nothing.</summary>
    string? Detail => null;

    /// <summary>Whether it works. A check that throws, or takes too long, does not.</summary>
    ValueTask<bool> Works(CancellationToken cancellation);
}
