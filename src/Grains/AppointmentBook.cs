using System.Collections.Immutable;
using Monitoring.Grains.Contracts;

namespace Monitoring.Grains;

/// <summary>The next minutes of a facility: which complaint must be looked at when, earliest first.</summary>
public sealed class AppointmentBook
{
    private readonly SortedSet<(DateTimeOffset At, string Complaint)> _appointments = [];

    public int Count => _appointments.Count;

    public DateTimeOffset? Earliest => _appointments.Count == 0 ? null : _appointments.Min.At;

    public void Add(string complaint, DateTimeOffset at) => _appointments.Add((at, complaint));

    /// <summary>
    /// Takes out what must be woken now, so that everything due within <paramref name="ahead"/> is awake before its
    /// instant and a herd is spread over the time that is left.
    /// </summary>
    public ImmutableArray<string> Take(DateTimeOffset now, TimeSpan ahead, TimeSpan every, int atLeast)
    {
        var near = _appointments.TakeWhile(a => a.At <= now + ahead).ToImmutableArray();
        if (near.IsEmpty)
        {
            return [];
        }

        // the herd's turn count until its earliest member is due decides how many go at each turn
        var left = near[0].At - now - every;
        var turns = left <= TimeSpan.Zero ? 1 : Math.Max(1, (int)(left / every));
        var share = Math.Max(atLeast, (near.Length + turns - 1) / turns);
        var taken = near.AsSpan()[..Math.Min(share, near.Length)].ToImmutableArray();
        foreach (var appointment in taken)
        {
            _appointments.Remove(appointment);
        }

        return [.. taken.Select(a => a.Complaint)];
    }

    public ImmutableArray<Appointment> First(int count) =>
        [.. _appointments.Take(count).Select(a => new Appointment(a.Complaint, a.At))];
}
