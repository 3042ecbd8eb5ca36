using System.Globalization;

namespace Monitoring.Simulation.Worlds;

/// <summary>The last things that happened in a world; kept only when a failure is lived through again.</summary>
internal sealed class Trace(int length = 50)
{
    private readonly Queue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public void Add(DateTimeOffset at, object what)
    {
        if (_lines.Count == length)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd HH:mm:ss.fff} {what}"));
    }
}
