using System.Globalization;

namespace Monitoring.Grains.Rules.Policies;

/// <summary>Which version of a pack or calendar follows which. Versions are numbers with dots, as in <c>2026.2</c>.</summary>
public static class PolicyOrder
{
    /// <summary>
    /// Whether a complaint opened under <paramref name="before"/> is to follow <paramref name="after"/>: the same pack and
    /// calendar, neither older, one of them newer.
    /// </summary>
    public static bool Follows(PolicyVersion after, PolicyVersion before)
    {
        if (after == before || after.Pack != before.Pack || after.Calendar != before.Calendar)
        {
            return false;
        }

        return Compare(after.PackVersion, before.PackVersion) is { } pack
            && Compare(after.CalendarVersion, before.CalendarVersion) is { } calendar
            && pack >= 0 && calendar >= 0 && pack + calendar > 0;
    }

    /// <summary>Below, at or above zero; null where one of them is no version that has an order.</summary>
    public static int? Compare(string a, string b)
    {
        if (a == b)
        {
            return 0;
        }

        if (Numbers(a) is not { } left || Numbers(b) is not { } right)
        {
            return null;
        }

        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i] != right[i])
            {
                return left[i] < right[i] ? -1 : 1;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int[]? Numbers(string version)
    {
        var parts = version.Split('.');
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        return numbers;
    }
}
