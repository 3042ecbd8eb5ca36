using System.Globalization;

namespace Monitoring.Verify;

/// <summary>Everything that is not as it must be: all of it counted, and told as it is found.</summary>
/// <param name="tell">Hears of each; a million of them are not kept.</param>
internal sealed class Findings(Action<Finding> tell)
{
    public long Count { get; private set; }

    public void Add(string place, string what)
    {
        Count++;
        tell(new Finding(place, what));
    }

    public static string Event(string stream, long seq) => string.Create(CultureInfo.InvariantCulture, $"{stream}, event {seq}");

    public static string Row(string audience, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"feed of {audience}, row {number}");

    public static string Head(long number) => string.Create(CultureInfo.InvariantCulture, $"daily head {number}");
}
