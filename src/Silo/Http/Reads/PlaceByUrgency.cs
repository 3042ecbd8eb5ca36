using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.LiveBoard.Fold;

namespace Monitoring.Silo.Http.Reads;

/// <summary>
/// Where an open complaint stands in a list by urgency: the most urgent first, then by id, which is the order in which they were filed.
/// </summary>
internal readonly record struct PlaceByUrgency(int Urgent, string Complaint) : IComparable<PlaceByUrgency>
{
    private const char Sign = '.';

    /// <param name="row">The complaint.</param>
    /// <param name="grades">The grades, most severe first.</param>
    public static PlaceByUrgency Of(RowView row, ImmutableArray<string> grades) =>
        new(Urgency.Of(row.Grade, row.Programme, grades), row.Complaint);

    /// <summary>The next of an earlier answer; null where it is none.</summary>
    public static PlaceByUrgency? Read(string text) =>
        text.Split(Sign, 2) is [var urgent, { Length: > 0 } complaint]
        && int.TryParse(urgent, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new PlaceByUrgency(number, complaint)
            : null;

    public int CompareTo(PlaceByUrgency other)
    {
        var byUrgency = other.Urgent.CompareTo(Urgent);
        return byUrgency != 0 ? byUrgency : string.CompareOrdinal(Complaint, other.Complaint);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Urgent}{Sign}{Complaint}");
}
