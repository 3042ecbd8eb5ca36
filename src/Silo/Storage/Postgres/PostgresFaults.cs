namespace Monitoring.Silo.Storage.Postgres;

/// <summary>Where tests break the writer. Nothing is set in service.</summary>
internal sealed class PostgresFaults
{
    /// <summary>Before the statement is sent: nothing happened.</summary>
    public Action? Committing { get; set; }

    /// <summary>After the commit: it happened, but reports failure.</summary>
    public Action? Committed { get; set; }
}
