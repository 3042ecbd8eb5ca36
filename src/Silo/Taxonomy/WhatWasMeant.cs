using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Monitoring.Silo.Taxonomy;

/// <summary>
/// Finds which known name somebody meant who wrote another: case, accents, punctuation and the words every facility's
/// name begins with do not count; a few wrong letters are forgiven.
/// </summary>
public sealed class WhatWasMeant
{
    /// <summary>How many are offered; more than a handful is no help.</summary>
    public const int MostOffered = 5;

    /// <summary>Longer input is cut: the distance takes time in proportion to it.</summary>
    private const int LongestCompared = 80;

    /// <summary>The part of a name that may be wrong.</summary>
    private const double MostWrong = 0.4;

    /// <summary>Words so common in names of facilities that agreeing on them says nothing.</summary>
    private static readonly HashSet<string> Common =
        ["rs", "rsu", "rsud", "rsia", "rumah", "sakit", "umum", "daerah", "puskesmas", "uptd", "kabupaten", "kota", "kab"];

    private readonly ImmutableArray<(Candidate Candidate, string Whole, string Core)> _known;

    public WhatWasMeant(IEnumerable<Candidate> candidates) =>
        _known = [.. candidates.Select(c => (c, Plain(c.Name), WithoutCommon(Plain(c.Name))))];

    /// <summary>The nearest names, best first; none when nothing is near.</summary>
    public ImmutableArray<Suggestion> Nearest(string said)
    {
        ArgumentNullException.ThrowIfNull(said);
        var whole = Plain(said.Length > LongestCompared ? said[..LongestCompared] : said);
        if (whole.Length == 0)
        {
            return [];
        }

        var core = WithoutCommon(whole);
        return
        [
            .. _known
                .Select(k => (k.Candidate, Wrong: Math.Min(Wrong(whole, k.Whole), Wrong(core, k.Core) + 0.01)))
                .Where(k => k.Wrong <= MostWrong)
                .GroupBy(k => k.Candidate.Id, (_, same) => same.MinBy(k => k.Wrong))
                .OrderBy(k => k.Wrong).ThenBy(k => k.Candidate.Id, StringComparer.Ordinal)
                .Take(MostOffered)
                .Select(k => new Suggestion(k.Candidate.Id, k.Candidate.Shown)),
        ];
    }

    /// <summary>Lower-case letters and digits, words apart by one space.</summary>
    internal static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd();
    }

    private static string WithoutCommon(string plain)
    {
        var core = string.Join(' ', plain.Split(' ').Where(word => !Common.Contains(word)));
        return core.Length == 0 ? plain : core;
    }

    /// <summary>The part of the longer name that would have to be changed; a name that contains the other is near it.</summary>
    private static double Wrong(string said, string known)
    {
        if (said.Length >= 4 && known.Contains(said, StringComparison.Ordinal))
        {
            return 0.2 * (known.Length - said.Length) / known.Length;
        }

        var longer = Math.Max(said.Length, known.Length);
        return Math.Abs(said.Length - known.Length) > MostWrong * longer ? 1 : (double)Edits(said, known) / longer;
    }

    /// <summary>Letters to insert, delete, change or swap with their neighbour to turn one word into the other.</summary>
    internal static int Edits(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + same);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}

/// <summary>One name of something known.</summary>
/// <param name="Id">What it is.</param>
/// <param name="Shown">The name that is offered for it.</param>
/// <param name="Name">The name that is compared.</param>
public sealed record Candidate(string Id, string Shown, string Name);

/// <summary>What may have been meant.</summary>
public sealed record Suggestion(string Id, string Name);
