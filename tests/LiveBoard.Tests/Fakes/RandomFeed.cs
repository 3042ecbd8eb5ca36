using Monitoring.Grains.Feed;

namespace Monitoring.LiveBoard.Tests.Fakes;

/// <summary>A feed of many lives of complaints, from one seed, with the rows that must be on the board at its end.</summary>
internal sealed class RandomFeed
{
    private static readonly (string Facility, string Region)[] Facilities =
        [("F1", "3601"), ("F2", "3601"), ("F3", "3602"), ("F4", "3671"), ("F5", "3671")];

    private readonly Random _random;
    private readonly Dictionary<string, FeedItem> _last = [];
    private readonly List<string> _ids = [];

    public RandomFeed(int seed, int length)
    {
        _random = new Random(seed);
        foreach ((string facility, string region) in Facilities)
        {
            Add(Items.Registered(facility, region));
        }

        while (All.Count < length)
        {
            Step();
        }
    }

    public List<FeedItem> All { get; } = [];

    /// <summary>The last item of every complaint, closed ones included.</summary>
    public IReadOnlyCollection<FeedItem> Last => _last.Values;

    private void Add(FeedItem item) => All.Add(item with { Seq = All.Count + 1 });

    private void Step()
    {
        if (_ids.Count == 0 || _random.Next(3) == 0)
        {
            File();
            return;
        }

        FeedItem before = _last[_ids[_random.Next(_ids.Count)]];
        (string facility, string region) = Facilities[_random.Next(Facilities.Length)];
        FeedItem after = before.Standing switch
        {
            Standing.Closed => Items.Reopened(before),
            _ => _random.Next(5) switch
            {
                0 => Items.Acknowledged(before),
                1 => Items.Closed(before),
                2 when facility != before.Facility => Items.Transferred(before, facility, region),
                _ => Items.Breached(before) with { NextDueAt = Due() },
            },
        };
        Happen(after);
    }

    private void File()
    {
        (string facility, string region) = Facilities[_random.Next(Facilities.Length)];
        // a third of the ids are ULIDs, as in production; the others come from imported data
        string id = _random.Next(3) == 0 ? $"case/{_ids.Count}" : Ulids.Next(_random);
        _ids.Add(id);
        Happen(Items.Filed(id, facility, region) with { NextDueAt = Due() });
    }

    private void Happen(FeedItem item)
    {
        _last[item.Complaint!] = item;
        Add(item);
    }

    // few instants, so that many rows share one, as a day's end does
    private DateTimeOffset? Due() => _random.Next(6) is 0 ? null : Items.Noon.AddHours(_random.Next(20));
}
