using System.Text.Json;

namespace Monitoring.Acceptance.Tests.KillNine;

/// <summary>One complaint on its way in: sent with one key until the server has said yes or no.</summary>
internal sealed class Filing(string key, string body, DateTimeOffset? dueAt)
{
    public string Key => key;

    public string Body => body;

    /// <summary>The outside body's deadline, if it set one.</summary>
    public DateTimeOffset? DueAt => dueAt;

    /// <summary>How often it was sent and no answer came.</summary>
    public int Cut { get; private set; }

    /// <summary>When the first of them was known to be cut off.</summary>
    public DateTimeOffset? CutAt { get; private set; }

    /// <summary>The answer 201; null while there is none, and for ever if it was refused.</summary>
    public string? Answer { get; set; }

    /// <summary>Its deadline had passed when it, or its repetition, reached a server that had not stored it.</summary>
    public bool Refused { get; set; }

    public void WasCut()
    {
        Cut++;
        CutAt ??= DateTimeOffset.UtcNow;
    }

    public Filed Filed => JsonSerializer.Deserialize<Filed>(Answer!, JsonSerializerOptions.Web)!;
}

/// <summary>The answer to a filed complaint.</summary>
internal sealed record Filed(string Id, string TrackingCode, IReadOnlyList<FiledClock> Clocks);

internal sealed record FiledClock(string Clock, DateTimeOffset StartedAt, DateTimeOffset? DueAt);
