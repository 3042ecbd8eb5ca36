namespace Monitoring.Grains.Rules.Complaints;

/// <summary>Somebody asked for what needs a second person. It moves nothing.</summary>
/// <param name="What">One of <see cref="RequestKinds"/>.</param>
/// <param name="Reason">The code it was asked for.</param>
public sealed record Asked(string What, string Reason) : ComplaintEvent
{
    public string? Grade { get; init; }

    public string? Clock { get; init; }

    public int? Epoch { get; init; }
}

/// <summary>The second person said no.</summary>
public sealed record Declined(string What, string Reason) : ComplaintEvent;

/// <summary>A hold was approved: a pause begins.</summary>
/// <param name="Reason">The code it was asked for.</param>
/// <param name="AskedBy">Who asked; the approver is who did it.</param>
public sealed record Held(string Reason, Actor AskedBy) : ComplaintEvent;

/// <summary>The hold is over.</summary>
public sealed record Resumed : ComplaintEvent;

/// <summary>A running of a clock has the pack's extended limit from now on.</summary>
public sealed record Extended(string Clock, int Epoch, string Reason, Actor AskedBy) : ComplaintEvent;
