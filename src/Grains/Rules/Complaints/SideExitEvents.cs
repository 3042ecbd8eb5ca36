namespace Monitoring.Grains.Rules.Complaints;

/// <summary>The reporter does not accept the answer: the province takes it up.</summary>
public sealed record Appealed(string Reason) : ComplaintEvent;

/// <summary>It is about the same as another complaint. Its reporter is still to be answered.</summary>
/// <param name="Into">Id of the other complaint.</param>
/// <param name="Reason">A code.</param>
public sealed record Merged(string Into, string Reason) : ComplaintEvent;

/// <summary>Nothing to handle.</summary>
/// <param name="Reason">One of <see cref="ArchiveReasons"/>.</param>
public sealed record Archived(string Reason) : ComplaintEvent;

/// <summary>Not ours: passed on to a body outside.</summary>
/// <param name="To">A code for the body.</param>
/// <param name="Reason">A code.</param>
public sealed record Referred(string To, string Reason) : ComplaintEvent;
