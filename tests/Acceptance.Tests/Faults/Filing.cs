using System.Text.Json;

namespace Monitoring.Acceptance.Tests.Faults;

/// <summary>One complaint on its way in: sent with one key until the server has said yes or no.</summary>
internal sealed class Filing(string key, string body, DateTimeOffset? dueAt)
{
    public string Key => key;

    public string Body => body;

    /// <summary>The outside body's deadline, if it set one.</summary>
    public DateTimeOffset? DueAt => dueAt;

    /// <summary>How often it was sent and cut off: no answer came.</summary>
    public int Cut { get; private set; }

    /// <summary>How often it was asked to come again.</summary>
    public int PutOff { get; private set; }

    /// <summary>When it was first known that it may have been stored without an answer saying so.</summary>
    public DateTimeOffset? CutAt { get; private set; }

    /// <summary>When it was last sent.</summary>
    public DateTimeOffset SentAt { get; set; }

    /// <summary>When the last answer came.</summary>
    public DateTimeOffset AnsweredAt { get; set; }

    /// <summary>The longest that it waited for an answer of whatever kind, or for the connection to break.</summary>
    public TimeSpan LongestWait { get; set; }

    /// <summary>The answer 201; null while there is none, and for ever if it was refused.</summary>
    public string? Answer { get; set; }

    /// <summary>Its deadline had passed when it, or its repetition, reached a server that had not stored it.</summary>
    public bool Refused { get; set; }

    public bool IsSettled => Refused || Answer is not null;

    public void WasCut()
    {
        Cut++;
        CutAt ??= DateTimeOffset.UtcNow;
    }

    public void WasPutOff()
    {
        PutOff++;
        CutAt ??= DateTimeOffset.UtcNow;
    }

    public Filed Filed => JsonSerializer.Deserialize<Filed>(Answer!, JsonSerializerOptions.Web)!;
}

/// <summary>The answer to a filed complaint.</summary>
internal sealed record Filed(string Id, string TrackingCode, IReadOnlyList<FiledClock> Clocks);

internal sealed record FiledClock(string Clock, DateTimeOffset StartedAt, DateTimeOffset? DueAt);
