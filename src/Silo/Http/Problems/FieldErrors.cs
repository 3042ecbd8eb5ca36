using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Silo.Taxonomy;

namespace Monitoring.Silo.Http.Problems;

/// <summary>Collects what is wrong with the members of a body, so that one answer tells all of it.</summary>
internal sealed class FieldErrors
{
    private const string AnyCode = "invalid";

    private readonly List<(string Field, string Code, string Message)> _errors = [];
    private readonly List<Meant> _meant = [];

    public bool IsEmpty => _errors.Count == 0;

    public void Add(string field, string message, string code = AnyCode) => _errors.Add((field, code, message));

    /// <summary>An id that is none, with what may have been meant.</summary>
    public void AddUnknown(string field, string code, ImmutableArray<Suggestion> nearest)
    {
        Add(field, $"There is no such {field}; /api/v1/labels lists them.", code);
        _meant.AddRange(nearest.Select(s => new Meant(field, s.Id, s.Name)));
    }

    /// <summary>A code must be one of the taxonomy's, where it is given.</summary>
    public void Known(string field, string? code, CodeTable table)
    {
        if (code is not null && !table.Contains(code))
        {
            AddUnknown(field, AnyCode, table.Nearest(code));
        }
    }

    /// <summary>A text must not be longer than it may, counted in characters as people count them.</summary>
    public void Within(string field, string? text, int most)
    {
        // a character is one or two of .NET's, so only a text longer than the limit need be counted
        if (text is not null && text.Length > most && text.EnumerateRunes().Count() > most)
        {
            Add(field, string.Create(CultureInfo.InvariantCulture, $"At most {most:N0} characters are taken."));
        }
    }

    /// <summary>The one problem that tells all, or null when nothing is wrong.</summary>
    public Problem? ToProblem()
    {
        if (IsEmpty)
        {
            return null;
        }

        var codes = _errors.Select(e => e.Code).Distinct().ToArray();
        return KnownProblems.New(
            StatusCodes.Status422UnprocessableEntity,
            codes is [var only] ? only : AnyCode,
            "The request cannot be taken as it is",
            "Nothing was stored.") with
        {
            Errors = _errors.GroupBy(e => e.Field)
                .ToImmutableSortedDictionary(g => g.Key, g => g.Select(e => e.Message).ToImmutableArray()),
            Suggestions = _meant.Count == 0 ? null : [.. _meant],
        };
    }
}
