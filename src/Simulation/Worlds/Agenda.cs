namespace Monitoring.Simulation.Worlds;

/// <summary>What is still to happen from outside, by true time; at one instant in the order in which it was entered.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, int Order)> _acts = new();
    private int _order;

    public DateTimeOffset? NextAt => _acts.TryPeek(out _, out var priority) ? priority.At : null;

    public void Add(DateTimeOffset at, Action act) => _acts.Enqueue(act, (at, _order++));

    public bool TakeDue(DateTimeOffset now, out Action act)
    {
        if (NextAt <= now)
        {
            act = _acts.Dequeue();
            return true;
        }

        act = static () => { };
        return false;
    }

    public void Clear() => _acts.Clear();
}
