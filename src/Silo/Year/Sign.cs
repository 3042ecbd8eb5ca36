using System.Collections.Frozen;
using System.Text.Json;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Year;

/// <summary>What an event of a complaint tells of the facility that has it.</summary>
/// <param name="At">When.</param>
/// <param name="Opens">By how many its open cases change.</param>
/// <param name="IsFiling">Whether a complaint came in.</param>
/// <param name="IsByAnOfficer">Whether somebody handled a complaint.</param>
internal sealed record Sign(DateTimeOffset At, int Opens, bool IsFiling, bool IsByAnOfficer)
{
    private static readonly FrozenSet<string> Ends = ["closed", "withdrawn", "merged", "archived"];

    private static readonly FrozenSet<string> Handles =
        ["verified", "graded", "assigned", "acknowledged", "contacted", "acted", "answered", "completionRequested", "resumed"];

    /// <summary>Reads the histories of complaints; nothing of what is sealed.</summary>
    /// <returns>The signs of each facility, in the order of time.</returns>
    public static async Task<ILookup<string, Sign>> In(IEventLog log, IEnumerable<string> complaints)
    {
        var signs = new List<(string Facility, Sign Sign)>();
        foreach (var complaint in complaints)
        {
            var (owner, isOpen) = ("", false);
            foreach (var stored in await log.Read(Streams.Complaint(complaint), 0, CancellationToken.None))
            {
                using var json = JsonDocument.Parse(stored.Body);
                var root = json.RootElement;
                if (stored.Kind == "filed")
                {
                    if (root.GetProperty("traits").TryGetProperty("whistleblower", out var flag) && flag.GetBoolean())
                    {
                        break;
                    }

                    owner = root.GetProperty("owner").GetProperty("facility").GetString()!;
                }

                var wasOpen = isOpen;
                isOpen = stored.Kind is "filed" or "reopened" or "appealed" || (isOpen && !Ends.Contains(stored.Kind));
                var byAnOfficer = Handles.Contains(stored.Kind) && root.GetProperty("by").GetProperty("role").GetString() is "manager" or "operator";
                var opens = (isOpen ? 1 : 0) - (wasOpen ? 1 : 0);
                if (stored.Kind == "transferred")
                {
                    signs.Add((owner, new Sign(stored.At, -1, false, false)));
                    (owner, opens) = (root.GetProperty("to").GetProperty("facility").GetString()!, 1);
                }

                if (opens != 0 || byAnOfficer)
                {
                    signs.Add((owner, new Sign(stored.At, opens, stored.Kind == "filed", byAnOfficer)));
                }
            }
        }

        return signs.OrderBy(one => one.Sign.At).ToLookup(one => one.Facility, one => one.Sign, StringComparer.Ordinal);
    }
}
