using System.Text.RegularExpressions;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Policies.Reading;
using NodaTime;
using NodaTime.Text;

namespace Monitoring.Grains.Rules.Duty;

/// <summary>Reads a duty roster from its JSON form and refuses whatever does not make sense, by name and line.</summary>
public static partial class DutyReader
{
    /// <param name="json">The whole text.</param>
    /// <param name="name">What to call it in the refusal.</param>
    /// <param name="desks">Whether there is such a desk; null: it was checked when it was taken.</param>
    /// <exception cref="PolicyRefusedException">The first thing that is wrong with it.</exception>
    public static DutyRoster Read(string json, string name, Func<string, bool>? desks = null)
    {
        var roster = PlacedJson.Parse(json, name).WithOnly("$schema", "id", "version", "timeZone", "desks");
        roster.Optional("$schema")?.Text();
        var zone = roster.Required("timeZone");
        if (!CalendarZone.Exists(zone.Text()))
        {
            throw zone.Refuse($"Unknown time zone \"{zone.Text()}\"; expected a name like Asia/Jakarta.");
        }

        var duties = new List<DeskDuty>();
        foreach (var item in roster.Required("desks").Items())
        {
            var duty = Desk(item);
            if (duties.Exists(other => other.Desk == duty.Desk))
            {
                throw item.Required("desk").Refuse($"The desk \"{duty.Desk}\" is listed twice.");
            }

            if (desks?.Invoke(duty.Desk) == false)
            {
                throw item.Required("desk").Refuse($"There is no desk \"{duty.Desk}\" in this policy and this province.");
            }

            duties.Add(duty);
        }

        return new DutyRoster(roster.Required("id").Id(), roster.Required("version").Version(), zone.Text(), duties);
    }

    private static DeskDuty Desk(PlacedJson json)
    {
        json.WithOnly("desk", "holders", "standIns");
        return new DeskDuty(
            json.Required("desk").Text(),
            [.. json.Required("holders").Items().Select(ReadStint)],
            [.. (json.Optional("standIns")?.Items() ?? []).Select(ReadStint)]);
    }

    private static Stint ReadStint(PlacedJson json)
    {
        json.WithOnly("holder", "from", "to", "week", "away");
        var holder = json.Required("holder");
        if (!Pseudonym().IsMatch(holder.Text()))
        {
            throw holder.Refuse("A holder is a pseudonym such as officer:humas-1: lower-case letters, digits and dashes, never a name.");
        }

        var (from, to) = (Date(json.Optional("from")), Date(json.Optional("to")));
        return from > to
            ? throw json.Required("to").Refuse("The range ends before it begins.")
            : new Stint(holder.Text(), from, to, Week(json.Optional("week")), [.. (json.Optional("away")?.SomeItems() ?? []).Select(Away)]);
    }

    private static WeekPlan? Week(PlacedJson? json)
    {
        var week = json is null ? null : WeekReader.Read(json);
        return week is { IsEmpty: true } ? throw json!.Refuse("The week has no window; leave it out for around the clock.") : week;
    }

    private static (LocalDate From, LocalDate To) Away(PlacedJson json)
    {
        json.WithOnly("from", "to");
        var (from, to) = (Date(json.Required("from"))!.Value, Date(json.Required("to"))!.Value);
        return from <= to ? (from, to) : throw json.Required("to").Refuse("The range ends before it begins.");
    }

    private static LocalDate? Date(PlacedJson? json) => json is null ? null
        : LocalDatePattern.Iso.Parse(json.Text()) is { Success: true, Value: var date } ? date
        : throw json.Refuse($"\"{json.Text()}\" is not a date such as 2026-03-20.");

    [GeneratedRegex(@"\A[a-z]{2,20}:[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex Pseudonym();
}
