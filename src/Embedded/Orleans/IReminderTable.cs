using Orleans.Runtime;

namespace Orleans;

/// <summary>Where reminders outlive the process.</summary>
public interface IReminderTable
{
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>
    /// The rows of a range of grain hashes. A host of one process owns them all and asks with two equal bounds, which
    /// means every row.
    /// </summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <returns>The row's new ETag.</returns>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <returns>Whether there was such a row with that ETag.</returns>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}

/// <summary>Rows of a reminder table.</summary>
[GenerateSerializer]
public sealed class ReminderTableData
{
    public ReminderTableData()
    {
        Reminders = [];
    }

    public ReminderTableData(IEnumerable<ReminderEntry> list)
    {
        Reminders = [.. list];
    }

    public ReminderTableData(ReminderEntry entry)
    {
        Reminders = [entry];
    }

    [Id(0)]
    public IList<ReminderEntry> Reminders { get; private set; }
}

/// <summary>A row of a reminder table: grain and name are its key.</summary>
[GenerateSerializer]
public sealed class ReminderEntry
{
    [Id(0)]
    public GrainId GrainId { get; set; }

    [Id(1)]
    public string ReminderName { get; set; } = null!;

    /// <summary>When the first tick is due, UTC; the others follow at whole periods from it.</summary>
    [Id(2)]
    public DateTime StartAt { get; set; }

    [Id(3)]
    public TimeSpan Period { get; set; }

    [Id(4)]
    public string? ETag { get; set; }

    public override string ToString() => $"<GrainId={GrainId} ReminderName={ReminderName} Period={Period}>";
}
