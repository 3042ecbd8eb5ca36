using Monitoring.Grains.Contracts;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Facilities;

namespace Monitoring.Silo.Virtual;

/// <summary>Something that will be asked at an instant.</summary>
public interface IScheduled
{
    /// <summary>When (UTC, whole milliseconds).</summary>
    DateTimeOffset At { get; }

    /// <summary>Asks it.</summary>
    /// <returns>Null where it was done; else the code of the refusal, or what became of it.</returns>
    Task<string?> Ask(IGrainFactory grains);
}

/// <summary>Something that will be asked of a complaint.</summary>
/// <param name="At">When (UTC, whole milliseconds).</param>
/// <param name="Complaint">Id of the complaint.</param>
/// <param name="Command">What.</param>
public sealed record Scheduled(DateTimeOffset At, string Complaint, ComplaintCommand Command) : IScheduled
{
    public async Task<string?> Ask(IGrainFactory grains)
    {
        ArgumentNullException.ThrowIfNull(grains);
        var grain = grains.GetGrain<IComplaintGrain>(Complaint);
        var outcome = await (Command is FileComplaint filing ? grain.File(filing) : grain.CarryOut(Command));
        return outcome.Kind == OutcomeKind.Done ? null : outcome.Refusal?.Code ?? outcome.Kind.ToString();
    }
}

/// <summary>Something that will be told of a facility.</summary>
/// <param name="At">When (UTC, whole milliseconds).</param>
/// <param name="Facility">Id of the facility.</param>
/// <param name="Command">What.</param>
public sealed record ScheduledOfFacility(DateTimeOffset At, string Facility, FacilityCommand Command) : IScheduled
{
    public async Task<string?> Ask(IGrainFactory grains)
    {
        ArgumentNullException.ThrowIfNull(grains);
        var outcome = await grains.GetGrain<IFacilityGrain>(Facility).CarryOut(Command);
        return outcome.Kind == OutcomeKind.Done ? null : outcome.Refusal?.Code ?? outcome.Kind.ToString();
    }
}
