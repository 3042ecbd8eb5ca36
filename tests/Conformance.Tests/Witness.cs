namespace Monitoring.Conformance.Tests;

/// <summary>Grains tell it what they do; a test waits for what it expects to hear. A service, so both sides share it.</summary>
public sealed class Witness
{
    private readonly Lock _lock = new();
    private readonly List<string> _heard = [];
    private readonly Dictionary<string, int> _times = [];
    private readonly List<(string What, int Times, TaskCompletionSource Heard)> _awaited = [];
    private readonly Dictionary<string, TaskCompletionSource> _gates = [];

    public IReadOnlyList<string> Heard
    {
        get
        {
            lock (_lock)
            {
                return [.. _heard];
            }
        }
    }

    /// <summary>What a grain was given last.</summary>
    public object? Seen { get; private set; }

    public void See(object what) => Seen = what;

    public void Say(string what)
    {
        lock (_lock)
        {
            _heard.Add(what);
            var times = _times[what] = _times.GetValueOrDefault(what) + 1;
            foreach (var awaited in _awaited.Where(awaited => awaited.What == what && awaited.Times <= times))
            {
                awaited.Heard.TrySetResult();
            }

            _awaited.RemoveAll(awaited => awaited.Heard.Task.IsCompleted);
        }
    }

    /// <summary>Is done once that was said so many times.</summary>
    public Task Hears(string what, int times = 1)
    {
        lock (_lock)
        {
            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_times.GetValueOrDefault(what) >= times)
            {
                heard.SetResult();
            }
            else
            {
                _awaited.Add((what, times, heard));
            }

            return heard.Task;
        }
    }

    public int Times(string what)
    {
        lock (_lock)
        {
            return _times.GetValueOrDefault(what);
        }
    }

    /// <summary>A grain waits at a gate until the test opens it.</summary>
    public Task Gate(string name) => GateOf(name).Task;

    public void Open(string name) => GateOf(name).TrySetResult();

    private TaskCompletionSource GateOf(string name)
    {
        lock (_lock)
        {
            return _gates.TryGetValue(name, out var gate)
                ? gate
                : _gates[name] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
