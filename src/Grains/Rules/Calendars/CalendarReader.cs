using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Policies.Reading;
using NodaTime;
using NodaTime.Text;

namespace Monitoring.Grains.Rules.Calendars;

/// <summary>Reads a calendar from its JSON form and refuses whatever does not make sense, by name and line.</summary>
public static class CalendarReader
{
    private static readonly Dictionary<string, string> Kinds =
        new[] { "libur_nasional", "cuti_bersama", "libur_daerah", "other" }.ToDictionary(kind => kind);

    /// <param name="json">The whole file.</param>
    /// <param name="name">The file's name, for the refusal.</param>
    /// <exception cref="PolicyRefusedException">The first thing that is wrong with it.</exception>
    public static WorkCalendar Read(string json, string name)
    {
        var calendar = PlacedJson.Parse(json, name).WithOnly(
            "$schema", "id", "version", "title", "timeZone", "week", "special", "holidays");
        calendar.Optional("$schema")?.Text();
        return new WorkCalendar(
            calendar.Required("id").Id(),
            calendar.Required("version").Version(),
            LocalTextReader.Read(calendar.Required("title")),
            Zone(calendar.Required("timeZone")),
            OrdinaryWeek(calendar.Required("week")),
            Special(calendar.Optional("special")),
            Holidays(calendar.Required("holidays")));
    }

    private static string Zone(PlacedJson json)
    {
        var id = json.Text();
        return CalendarZone.Exists(id) ? id : throw json.Refuse($"Unknown time zone \"{id}\"; expected a name like Asia/Jakarta.");
    }

    private static WeekPlan OrdinaryWeek(PlacedJson json)
    {
        var week = WeekReader.Read(json);
        return week.IsEmpty ? throw json.Refuse("The week has no working window, so no working time would ever pass.") : week;
    }

    private static ImmutableArray<SpecialRange> Special(PlacedJson? json)
    {
        var ranges = ImmutableArray.CreateBuilder<SpecialRange>();
        foreach (var item in json?.Items() ?? [])
        {
            var range = Range(item);
            if (ranges.FirstOrDefault(other => other.First <= range.Last && range.First <= other.Last) is { } other)
            {
                throw item.Refuse($"The range overlaps \"{other.Name}\".");
            }

            ranges.Add(range);
        }

        return ranges.ToImmutable();
    }

    private static SpecialRange Range(PlacedJson json)
    {
        json.WithOnly("from", "to", "name", "week", "source");
        var (first, last) = (Date(json.Required("from")), Date(json.Required("to")));
        return first <= last
            ? new SpecialRange(
                first,
                last,
                json.Required("name").Text(),
                WeekReader.Read(json.Required("week")),
                json.Required("source").Text())
            : throw json.Required("to").Refuse("The range ends before it begins.");
    }

    private static HolidayTable Holidays(PlacedJson json)
    {
        var years = ImmutableSortedDictionary.CreateBuilder<int, ImmutableArray<Holiday>>();
        foreach (var member in json.Members())
        {
            if (!int.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                || member.Name.Length != 4
                || !CalendarYears.Reach(year))
            {
                throw json.Refuse(
                    member, $"\"{member.Name}\" is not a year from {CalendarYears.FirstYear} to {CalendarYears.LastYear}.");
            }

            years.Add(year, HolidaysOf(year, member.Value));
        }

        return new HolidayTable(years.ToImmutable());
    }

    private static ImmutableArray<Holiday> HolidaysOf(int year, PlacedJson json)
    {
        var dates = new HashSet<LocalDate>();
        var holidays = ImmutableArray.CreateBuilder<Holiday>();
        foreach (var item in json.Items())
        {
            var holiday = ReadHoliday(item);
            if (holiday.Date.Year != year)
            {
                throw item.Required("date").Refuse($"The date does not lie in {year}.");
            }

            if (!dates.Add(holiday.Date))
            {
                throw item.Required("date").Refuse("The date is listed twice.");
            }

            holidays.Add(holiday);
        }

        return holidays.ToImmutable();
    }

    private static Holiday ReadHoliday(PlacedJson json)
    {
        json.WithOnly("date", "name", "kind", "source");
        return new Holiday(
            Date(json.Required("date")),
            json.Required("name").Text(),
            json.Required("kind").OneOf("kind of holiday", Kinds),
            json.Required("source").Text());
    }

    private static LocalDate Date(PlacedJson json)
    {
        var text = json.Text();
        return LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date }
            ? date
            : throw json.Refuse($"\"{text}\" is not a date such as 2026-03-20.");
    }
}
