namespace Monitoring.Silo.Storage.Postgres;

/// <summary>The advisory locks of the database: a family of our own, and what each is for.</summary>
internal static class AdvisoryLocks
{
    public const int Family = 0x6D6F6E69; // "moni"

    /// <summary>Held while the schema is brought up to date.</summary>
    public const int Migrations = 1;

    /// <summary>Held by the process whose turn the net of due rows is.</summary>
    public const int Net = 2;

    /// <summary>Held alone by an engine of one process, and shared by the silos of a cluster.</summary>
    public const int Engine = 3;

    /// <summary>Held by the process that makes daily heads.</summary>
    public const int Heads = 4;
}
