using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Complaints;

/// <summary>Something a person or a gateway asks of a complaint.</summary>
[GenerateSerializer]
[Immutable]
public abstract record ComplaintCommand
{
    /// <summary>Who asks.</summary>
    [Id(0)] public required Actor By { get; init; }

    /// <summary>Names the request, so that a retry has its effect once; null for requests of the system itself.</summary>
    [Id(1)] public RequestKey? Key { get; init; }

    /// <summary>Texts that come with it, already sealed.</summary>
    [Id(2)] public SealedTexts? Sealed { get; init; }

    /// <summary>The version the asker saw; another one refuses the request. Null: whatever it is.</summary>
    [Id(3)] public long? IfVersion { get; init; }
}

/// <summary>Register a complaint.</summary>
[GenerateSerializer]
[Immutable]
public sealed record FileComplaint : ComplaintCommand
{
    [Id(0)] public required Owner Owner { get; init; }

    [Id(1)] public required CaseTraits Traits { get; init; }

    [Id(2)] public string? Grade { get; init; }

    /// <summary>When the citizen conveyed it; null: just now.</summary>
    [Id(3)] public DateTimeOffset? ConveyedAt { get; init; }

    [Id(4)] public DateTimeOffset? IncidentAt { get; init; }

    [Id(5)] public required PolicyVersion Policy { get; init; }

    /// <summary>The channel's own id of the message, unique for ever.</summary>
    [Id(6)] public RequestKey? Message { get; init; }

    /// <summary>Leads from the citizen's tracking code, which is stored nowhere, to the complaint.</summary>
    [Id(7)] public RequestKey? Tracking { get; init; }
}

[GenerateSerializer]
[Immutable]
public sealed record Verify : ComplaintCommand
{
    /// <summary>The class it turned out to be; null leaves it.</summary>
    [Id(0)] public string? Class { get; init; }

    /// <summary>The category it turned out to be; null leaves it.</summary>
    [Id(1)] public string? Category { get; init; }
}

[GenerateSerializer]
[Immutable]
public sealed record GradeAs([property: Id(0)] string Grade) : ComplaintCommand
{
    /// <summary>Why it is lowered: a code.</summary>
    [Id(1)] public string? Reason { get; init; }
}

[GenerateSerializer]
[Immutable]
public sealed record Assign([property: Id(0)] string? Unit) : ComplaintCommand;

/// <summary>Take what was told. Stops no clock, only the climb for want of acknowledgement.</summary>
[GenerateSerializer]
[Immutable]
public sealed record Acknowledge([property: Id(0)] TimeSpan? AnswerWithin) : ComplaintCommand
{
    /// <summary>The promised answer time as an instant, instead of <see cref="AnswerWithin"/>.</summary>
    [Id(1)] public DateTimeOffset? PromisedAt { get; init; }

    /// <summary>Who owns it from now on: a pseudonym.</summary>
    [Id(2)] public string? Owner { get; init; }
}

[GenerateSerializer]
[Immutable]
public sealed record Contact : ComplaintCommand;

[GenerateSerializer]
[Immutable]
public sealed record Act : ComplaintCommand;

[GenerateSerializer]
[Immutable]
public sealed record Answer : ComplaintCommand;

[GenerateSerializer]
[Immutable]
public sealed record Reply : ComplaintCommand;

[GenerateSerializer]
[Immutable]
public sealed record RequestCompletion : ComplaintCommand;

[GenerateSerializer]
[Immutable]
public sealed record Complete : ComplaintCommand;

[GenerateSerializer]
[Immutable]
public sealed record Transfer([property: Id(0)] Owner To) : ComplaintCommand;

[GenerateSerializer]
[Immutable]
public sealed record Close([property: Id(0)] string Reason) : ComplaintCommand;

[GenerateSerializer]
[Immutable]
public sealed record Withdraw([property: Id(0)] string Reason) : ComplaintCommand;

[GenerateSerializer]
[Immutable]
public sealed record Reopen([property: Id(0)] string Reason) : ComplaintCommand;

/// <summary>Read a sealed text. The reading is an event before it is a reading.</summary>
[GenerateSerializer]
[Immutable]
public sealed record Reveal([property: Id(0)] string Text, [property: Id(1)] string Reason) : ComplaintCommand;
