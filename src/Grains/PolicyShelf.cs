using System.Collections.Concurrent;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains;

/// <summary>The shelf of one process: a policy book, and the rules of each version in use.</summary>
/// <param name="book">What was known when the process started.</param>
/// <param name="readAgain">
/// Adds to a book what was stored since: a complaint may have been opened by another process under a newer policy.
/// </param>
public sealed class PolicyShelf(
    PolicyBook book, Func<PolicyBook, CancellationToken, ValueTask<PolicyBook>>? readAgain = null) : IPolicyShelf
{
    private readonly ConcurrentDictionary<PolicyVersion, ComplaintRules> _rules = new();

    private volatile PolicyVersion _active = ActiveOf(book);

    private volatile DutyRoster? _duty;

    public PolicyBook Book { get; private set; } = book;

    public PolicyVersion Active => _active;

    public DutyRoster? Duty => _duty;

    /// <summary>From now on complaints open under this book's active pair.</summary>
    public void Activate(PolicyBook revised) => (Book, _active) = (revised, ActiveOf(revised));

    /// <summary>From now on this roster says who is told.</summary>
    public void PutOnDuty(DutyRoster duty) => _duty = duty;

    public async ValueTask<ComplaintRules> Rules(PolicyVersion version, CancellationToken cancellation)
    {
        if (_rules.TryGetValue(version, out var known))
        {
            return known;
        }

        if (readAgain is not null && !Has(version))
        {
            Book = await readAgain(Book, cancellation);
        }

        return _rules.GetOrAdd(version, new ComplaintRules(
            Book.Pack(version.Pack, version.PackVersion), Book.Calendar(version.Calendar, version.CalendarVersion)));
    }

    private static PolicyVersion ActiveOf(PolicyBook book) => new(
        book.Active.Pack.Id, book.Active.Pack.Version, book.Active.Calendar.Id, book.Active.Calendar.Version);

    private bool Has(PolicyVersion version) =>
        Book.FindPack(version.Pack, version.PackVersion) is not null
        && Book.FindCalendar(version.Calendar, version.CalendarVersion) is not null;
}
