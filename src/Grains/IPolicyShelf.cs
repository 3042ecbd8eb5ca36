using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains;

/// <summary>Every pack and calendar that an open complaint may have been opened under.</summary>
public interface IPolicyShelf
{
    /// <summary>The rules of a frozen version.</summary>
    /// <exception cref="KeyNotFoundException">The pack or the calendar is not on the shelf.</exception>
    ComplaintRules Rules(PolicyVersion version);

    /// <summary>The version under which new complaints open.</summary>
    PolicyVersion Active { get; }
}
