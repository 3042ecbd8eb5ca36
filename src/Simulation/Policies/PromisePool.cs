using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Revisions;

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
        lines.Add(Line.Of(pack, Revised(pack), calendar, Revised(calendar)));
        for (var n = 0; n < DrawnPacks; n++)
        {
            lines.Add(Drawn(dice, n));
        }

        return lines.ToImmutable();
    }

    private static Line Drawn(Dice dice, int number)
    {
        var (id, calendarId) = ($"drawn-{number}", $"calendar-{number}");
        while (true)
        {
            try
            {
                var (bones, week) = (dice.Next(), dice.Next());
                return Line.Of(
                    RandomPack.Draw(new Dice(bones), dice, id, "2026.1", calendarId),
                    RandomPack.Draw(new Dice(bones), dice, id, "2026.2", calendarId),
                    RandomCalendar.Draw(new Dice(week), dice, calendarId, "2026.1"),
                    RandomCalendar.Draw(new Dice(week), dice, calendarId, "2026.2"));
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
    internal sealed class Line
    {
        private readonly ImmutableDictionary<PolicyVersion, Promise> _all;

        private Line(Promise first, Promise otherPack, Promise otherCalendar, Promise both)
        {
            (First, Both) = (first, both);
            _all = new[] { first, otherPack, otherCalendar, both }.ToImmutableDictionary(promise => promise.Version);
            Early = PolicyBook.ExternalOnly.WithActive(first.Pack, first.Calendar);
            Known = Early.With(both.Calendar).With(both.Pack);
        }

        public Promise First { get; }

        /// <summary>After both revisions.</summary>
        public Promise Both { get; }

        /// <summary>What a process knows that started before any revision.</summary>
        public PolicyBook Early { get; }

        /// <summary>Every version there will be, and the first one in force.</summary>
        public PolicyBook Known { get; }

        /// <exception cref="PolicyRefusedException">One makes no sense, or the second pack cannot follow the first.</exception>
        public static Line Of(string packJson, string otherPackJson, string calendarJson, string otherCalendarJson)
        {
            var line = new Line(
                Promise.Read(packJson, calendarJson),
                Promise.Read(otherPackJson, calendarJson),
                Promise.Read(packJson, otherCalendarJson),
                Promise.Read(otherPackJson, otherCalendarJson));
            WhatARevisionMayChange.Check(line.First.Pack, line.Both.Pack, "pack");
            return line;
        }

        public Promise Of(PolicyVersion version) => Find(version) ?? throw new KeyNotFoundException($"No promise {version} in this line.");

        public Promise? Find(PolicyVersion version) => _all.GetValueOrDefault(version);

        /// <summary>The version with this one's pack, or calendar, replaced by its later one.</summary>
        public PolicyVersion After(PolicyVersion version, bool pack) => pack
            ? version with { PackVersion = Both.Version.PackVersion }
            : version with { CalendarVersion = Both.Version.CalendarVersion };

        /// <summary>What a process holds while a version is in force.</summary>
        public PolicyBook InForce(PolicyVersion version) => Known.WithActive(
            Known.Pack(version.Pack, version.PackVersion), Known.Calendar(version.Calendar, version.CalendarVersion));
    }
}
