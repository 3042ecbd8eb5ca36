using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Simulation.Worlds;

/// <summary>What is known to be durable of one complaint.</summary>
internal sealed class Case(string id)
{
    public string Id { get; } = id;

    public List<NewEvent> Written { get; } = [];

    public List<ComplaintEvent> Events { get; } = [];

    public Complaint State { get; set; } = Complaint.None;

    public Timetable Timetable { get; set; } = Timetable.Empty;

    public ComplaintRules? Rules { get; set; }

    public DueRow? Due { get; set; }

    /// <summary>The highest version that anybody was told is durable.</summary>
    public long AnsweredUpTo { get; set; }

    /// <summary>The version that was published while it waited for something, and that it has yet to follow.</summary>
    public PolicyVersion? Owes { get; set; }
}
