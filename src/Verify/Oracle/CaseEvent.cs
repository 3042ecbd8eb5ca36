using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Monitoring.Verify.Oracle;

/// <summary>A committed event, with those of its members that decide a timetable.</summary>
public sealed record CaseEvent
{
    /// <summary>Its number in the stream, from 1.</summary>
    public required long Seq { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When the log took it, where that is known.</summary>
    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>The role that did it; <c>system</c> is the rule itself.</summary>
    internal string? Role { get; init; }

    internal Filing? Filing { get; init; }

    internal string? Grade { get; init; }

    internal CaseOwner? To { get; init; }

    /// <summary>Class and category that a verification set; null leaves what was.</summary>
    internal (string? Class, string? Category) Turned { get; init; }

    /// <summary>Which running was given more time.</summary>
    internal (string Clock, int Epoch)? Extended { get; init; }

    /// <summary>Which versions it follows from here on, and what that did.</summary>
    internal Revision? Revision { get; init; }

    /// <summary>Written while the server's clock was in doubt.</summary>
    internal bool InDoubt { get; init; }

    /// <summary>The answer time that an acknowledgement promised.</summary>
    internal DateTimeOffset? PromisedAt { get; init; }

    /// <summary>What fired, of an event that a passed instant brought about.</summary>
    internal FiredStep? Fired { get; init; }

    /// <summary>Brought about by an instant that passed, not by anybody's command.</summary>
    internal bool ByTheRule => Fired is not null || (Kind is "closed" or "withdrawn" && Role == "system");

    public static CaseEvent Read(long seq, string body, DateTimeOffset? committedAt = null)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var kind = root.GetProperty("kind").GetString()!;
        return new CaseEvent
        {
            Seq = seq,
            Kind = kind,
            At = root.GetProperty("at").GetDateTimeOffset(),
            CommittedAt = committedAt,
            Role = root.TryGetProperty("by", out var by) ? by.GetProperty("role").GetString() : null,
            Filing = kind == "filed" ? Filing.Read(root) : null,
            Grade = kind == "graded" ? root.GetProperty("grade").GetString() : null,
            To = kind == "transferred" ? CaseOwner.Read(root.GetProperty("to")) : null,
            Turned = kind == "verified" ? (Filing.Text(root, "class"), Filing.Text(root, "category")) : default,
            Extended = kind == "extended" ? (root.GetProperty("clock").GetString()!, root.GetProperty("epoch").GetInt32()) : null,
            Revision = kind == "rederived" ? Revision.Read(root) : null,
            PromisedAt = kind == "acknowledged" ? Filing.Instant(root, "promisedAt") : null,
            InDoubt = Filing.Instant(root, "wallAt") is not null,
            Fired = kind is "breached" or "escalated" ? FiredStep.Read(root) : null,
        };
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seq} {Kind} {At:yyyy-MM-ddTHH:mm:ss.fffZ}{(Grade ?? Filing?.Grade) switch { null => "", var g => " " + g }}{Fired}");
}

/// <summary>What a breach or an escalation says of itself.</summary>
internal sealed record FiredStep(
    string Clock, int Epoch, string Step, DateTimeOffset DueAt, DateTimeOffset DecidedAt, ImmutableArray<string> Rungs, Telling? Telling, string? LateBecause)
{
    /// <summary>So late after its instant it has to say why.</summary>
    private static readonly TimeSpan ToldAfter = TimeSpan.FromSeconds(10);

    /// <summary>Whether it says why it was late, or was not.</summary>
    public bool SaysWhyLate => LateBecause is not null == DecidedAt - DueAt > ToldAfter;

    public static FiredStep Read(JsonElement json) => new(
        json.GetProperty("clock").GetString()!,
        json.GetProperty("epoch").GetInt32(),
        json.GetProperty("step").GetString()!,
        json.GetProperty("dueAt").GetDateTimeOffset(),
        json.GetProperty("decidedAt").GetDateTimeOffset(),
        json.TryGetProperty("rungs", out var rungs) ? [.. rungs.EnumerateArray().Select(r => r.GetString()!)] : [],
        Telling.Read(json),
        Filing.Text(json, "lateBecause"));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $" {Clock}/{Epoch} {Step} decided {DecidedAt:yyyy-MM-ddTHH:mm:ss.fffZ} [{string.Join(' ', Rungs)}]");
}
