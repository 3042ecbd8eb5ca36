using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains;

/// <summary>Every pack and calendar that an open complaint may have been opened under.</summary>
public interface IPolicyShelf
{
    /// <summary>The rules of a frozen version.</summary>
    /// <exception cref="KeyNotFoundException">The pack or the calendar is nowhere to be had.</exception>
    ValueTask<ComplaintRules> Rules(PolicyVersion version, CancellationToken cancellation);

    /// <summary>The version under which new complaints open.</summary>
    PolicyVersion Active { get; }

    /// <summary>Who is on duty; null where no roster was ever put.</summary>
    DutyRoster? Duty => null;
}
