namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>Where tests break the writer. Nothing is set in service.</summary>
internal sealed class WriterFaults
{
    /// <summary>After a member was applied, inside the transaction.</summary>
    public Action<Write>? Applied { get; set; }

    /// <summary>Before the commit: the transaction is torn.</summary>
    public Action? Committing { get; set; }

    /// <summary>After the commit: it happened, but reports failure.</summary>
    public Action? Committed { get; set; }
}
