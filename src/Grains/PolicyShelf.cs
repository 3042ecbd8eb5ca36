using System.Collections.Concurrent;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains;

/// <summary>The shelf of one process: a policy book, and the rules of each version in use.</summary>
public sealed class PolicyShelf(PolicyBook book) : IPolicyShelf
{
    private readonly ConcurrentDictionary<PolicyVersion, ComplaintRules> _rules = new();

    public PolicyBook Book { get; } = book;

    public PolicyVersion Active { get; } = new(
        book.Active.Pack.Id, book.Active.Pack.Version, book.Active.Calendar.Id, book.Active.Calendar.Version);

    public ComplaintRules Rules(PolicyVersion version) => _rules.GetOrAdd(
        version,
        static (v, book) => new ComplaintRules(
            book.Pack(v.Pack, v.PackVersion), book.Calendar(v.Calendar, v.CalendarVersion)),
        Book);
}
