using Monitoring.Grains.Feed;

namespace Monitoring.LiveBoard.Fold;

/// <summary>
/// The facilities of a board and their counters. Counters move by what an item says (<c>was</c> → <c>standing</c>), not by
/// looking the complaint up: the closed ones are forgotten, and a screen that holds only part of the rows counts alike.
/// </summary>
internal sealed class BoardFacilities
{
    private const string Registered = "registered";
    private const string Breached = "breached";
    private const string OwnBreached = "facilityBreached";

    private readonly List<FacilityTally> _all = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public IReadOnlyList<FacilityTally> All => _all;

    public void Apply(FeedItem item, bool held)
    {
        if (item.Standing is not null)
        {
            TakeFromBefore(item, held);
        }

        if (!held)
        {
            return;
        }

        FacilityTally facility = _all[NumberOf(item.Facility)];
        facility.Region = item.Region;
        if (item.Standing is { } standing)
        {
            facility[standing]++;
        }

        if (item.Kind == Breached)
        {
            facility.Breaches++;
        }

        if (item.Own is { } own)
        {
            facility.Own = own;
            facility.OwnBreaches += item.Kind == OwnBreached ? 1 : 0;
        }

        if (item.Kind == Registered)
        {
            facility.Card = item.Card;
        }
    }

    /// <summary>The facility's number, which never changes; a new one if it was never named.</summary>
    public int NumberOf(string facility)
    {
        if (!_numbers.TryGetValue(facility, out int number))
        {
            number = _all.Count;
            _numbers.Add(facility, number);
            _all.Add(new FacilityTally(facility));
        }

        return number;
    }

    public IEnumerable<FacilityView> Views() => _all.Select(f => new FacilityView(
        f.Id,
        f.Card?.Name ?? f.Id,
        f.Card?.Kind,
        f.Card?.Class,
        f.Card?.Owner,
        f.Region,
        f.Received,
        f[Standing.Open],
        f[Standing.Overdue],
        f[Standing.Handled],
        f[Standing.Closed],
        f.Breaches)
    {
        OwnOverdue = f.Own.Overdue,
        OwnBreaches = f.OwnBreaches,
        Alarms = f.Own.Alarms,
    });

    private void TakeFromBefore(FeedItem item, bool held)
    {
        if (item.Was is not { } was)
        {
            return;
        }

        if (item.FromFacility is null)
        {
            if (held)
            {
                _all[NumberOf(item.Facility)][was]--;
            }
        }
        else if (_numbers.TryGetValue(item.FromFacility, out int from))
        {
            // a facility that this board never saw lies outside its scope: the complaint came in from there
            _all[from][was]--;
        }
    }
}
