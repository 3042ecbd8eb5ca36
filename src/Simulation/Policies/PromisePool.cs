using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Simulation.Policies;

/// <summary>
/// The promises that worlds live by: the real ones of Banten and two dozen small drawn ones, each with a later version. They
/// are drawn once from a seed that never changes and shared by all worlds, as reading a pack costs more than a life.
/// </summary>
internal static partial class PromisePool
{
    private const ulong Seed = 0x4D6F_6E69_746F_72UL;
    private const int DrawnPacks = 24;

    private static readonly Lazy<ImmutableArray<Line>> All = new(Build);

    /// <summary>Each line of promises; the first is Banten's.</summary>
    public static ImmutableArray<Line> Lines => All.Value;

    private static ImmutableArray<Line> Build()
    {
        var dice = new Dice(Seed);
        var lines = ImmutableArray.CreateBuilder<Line>();
        var pack = Shipped("banten.json");
        var calendar = Shipped("calendar-id-banten.json");
        lines.Add(new Line(Promise.Read(pack, calendar), Promise.Read(Revised(pack), calendar), Promise.Read(pack, Revised(calendar))));
        for (var n = 0; n < DrawnPacks; n++)
        {
            lines.Add(Drawn(dice, n));
        }

        return lines.ToImmutable();
    }

    private static Line Drawn(Dice dice, int number)
    {
        while (true)
        {
            try
            {
                var (id, calendarId) = ($"drawn-{number}", $"calendar-{number}");
                var (pack, calendar) = (RandomPack.Draw(dice, id, "2026.1", calendarId), RandomCalendar.Draw(dice, calendarId, "2026.1"));
                return new Line(
                    Promise.Read(pack, calendar),
                    Promise.Read(RandomPack.Draw(dice, id, "2026.2", calendarId), calendar),
                    Promise.Read(pack, RandomCalendar.Draw(dice, calendarId, "2026.2")));
            }
            catch (PolicyRefusedException)
            {
                // drawn at random, some contradict themselves; the reader says so and the next is drawn
            }
        }
    }

    // the same promises with a quarter of an hour more, and the same days under another number: what changes is told apart by version
    private static string Revised(string json) => Version().Replace(json, "\"version\": \"2026.9\"", 1)
        .Replace("PT15M", "PT20M", StringComparison.Ordinal)
        .Replace("\"2026-05-14\"", "\"2026-05-13\"", StringComparison.Ordinal);

    [GeneratedRegex("\"version\": \"[0-9.]+\"")]
    private static partial Regex Version();

    private static string Shipped(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", name));

    /// <summary>A pack with its calendar, and what each may become while clocks run.</summary>
    internal sealed record Line(Promise First, Promise OtherPack, Promise OtherCalendar)
    {
        /// <summary>What a process knows that started before the change.</summary>
        public PolicyBook Early { get; } = PolicyBook.ExternalOnly.WithActive(First.Pack, First.Calendar);

        /// <summary>What one knows that started after it.</summary>
        public PolicyBook Late { get; } = PolicyBook.ExternalOnly.WithActive(First.Pack, First.Calendar)
            .With(OtherCalendar.Calendar).With(OtherPack.Pack);

        public Promise Of(PolicyVersion version) =>
            version == First.Version ? First
            : version == OtherPack.Version ? OtherPack
            : version == OtherCalendar.Version ? OtherCalendar
            : throw new KeyNotFoundException($"No promise {version} in this line.");
    }
}
