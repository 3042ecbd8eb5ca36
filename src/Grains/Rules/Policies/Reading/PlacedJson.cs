using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitoring.Grains.Rules.Policies.Reading;

/// <summary>A member of a JSON object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">The line of its name, from 1.</param>
/// <param name="Value">What it holds.</param>
public sealed record PlacedMember(string Name, int Line, PlacedJson Value);

/// <summary>
/// A JSON value that knows its file, line and path, so that whatever is wrong with it can be refused by place. It is read
/// strictly: no comments, no member twice, no member that was not asked for.
/// </summary>
public sealed partial class PlacedJson
{
    private const int MostOfAnId = 60;

    internal PlacedJson(string file, int line, string path, JsonValueKind kind)
    {
        (File, Line, Path, Kind) = (file, line, path, kind);
    }

    public string File { get; }

    public int Line { get; }

    public string Path { get; }

    public JsonValueKind Kind { get; }

    internal string Raw { get; init; } = "";

    internal ImmutableArray<PlacedMember> AllMembers { get; init; } = [];

    internal ImmutableArray<PlacedJson> AllItems { get; init; } = [];

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="PolicyRefusedException">It is not strict JSON.</exception>
    public static PlacedJson Parse(string json, string file) => new PlacedJsonParser(json, file).Parse();

    /// <summary>The value as an object that may hold these members and no others.</summary>
    public PlacedJson WithOnly(params ReadOnlySpan<string> names)
    {
        foreach (var member in Members())
        {
            if (!names.Contains(member.Name))
            {
                throw Refuse(member, $"Unknown member \"{member.Name}\"; known here are {string.Join(", ", names)}.");
            }
        }

        return this;
    }

    public PlacedJson Required(string name) =>
        Optional(name) ?? throw Refuse($"The member \"{name}\" is missing.");

    public PlacedJson? Optional(string name)
    {
        foreach (var member in Members())
        {
            if (member.Name == name)
            {
                return member.Value;
            }
        }

        return null;
    }

    public ImmutableArray<PlacedMember> Members() => Expect(JsonValueKind.Object, "an object").AllMembers;

    public ImmutableArray<PlacedJson> Items() => Expect(JsonValueKind.Array, "a list").AllItems;

    /// <summary>A list with something in it.</summary>
    public ImmutableArray<PlacedJson> SomeItems() => Items() is { IsEmpty: false } items ? items : throw Refuse("The list is empty.");

    /// <summary>Text with something in it.</summary>
    public string Text()
    {
        var text = Expect(JsonValueKind.String, "text").Raw;
        return string.IsNullOrWhiteSpace(text) ? throw Refuse("The text is empty.") : text;
    }

    /// <summary>A name that others refer to. It stands in the names of steps and desks, beside signs that mean something there.</summary>
    public string Id()
    {
        var text = Text();
        return IsId(text) ? text : throw Refuse(NoId(text));
    }

    /// <summary>As <see cref="Id"/>, of a member's own name.</summary>
    public string IdOf(PlacedMember member) => IsId(member.Name) ? member.Name : throw Refuse(member, NoId(member.Name));

    /// <summary>Numbers with dots: what is none has no order, and nothing could ever follow it.</summary>
    public string Version()
    {
        var text = Text();
        return VersionText().IsMatch(text) ? text : throw Refuse($"\"{text}\" is not a version such as 2026.1.");
    }

    /// <summary>Texts of which none occurs twice; at least one.</summary>
    public ImmutableArray<string> DistinctTexts()
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in SomeItems())
        {
            var text = item.Text();
            if (texts.Contains(text))
            {
                throw item.Refuse($"\"{text}\" is listed twice.");
            }

            texts.Add(text);
        }

        return texts.ToImmutable();
    }

    public bool Flag() => Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw WrongKind("true or false"),
    };

    public int WholeNumber(int least, int most)
    {
        var raw = Expect(JsonValueKind.Number, "a number").Raw;
        return int.TryParse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
                ? number
                : throw Refuse($"Expected a whole number from {least} to {most}, not {raw}.");
    }

    /// <summary>The text as one of a closed set of words.</summary>
    public T OneOf<T>(string what, IReadOnlyDictionary<string, T> words)
    {
        var text = Text();
        return words.TryGetValue(text, out var meaning)
            ? meaning
            : throw Refuse($"Unknown {what} \"{text}\"; known are {string.Join(", ", words.Keys)}.");
    }

    public PolicyRefusedException Refuse(string reason) => new(File, Line, Path, reason);

    /// <summary>Refuses a member by the place of its name.</summary>
    public PolicyRefusedException Refuse(PlacedMember member, string reason) =>
        new(File, member.Line, PathOf(Path, member.Name), reason);

    internal static string PathOf(string parent, string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or '-') ? $"{parent}.{name}" : $"{parent}['{name}']";

    private static bool IsId(string text) => IdText().IsMatch(text);

    private static string NoId(string text) => $"\"{text}\" is not an id: a letter, then letters, digits, _ and -, {MostOfAnId} at most.";

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{0,59}\z")]
    private static partial Regex IdText();

    [GeneratedRegex(@"\A[0-9]{1,9}(\.[0-9]{1,9}){0,3}\z")]
    private static partial Regex VersionText();

    private PlacedJson Expect(JsonValueKind kind, string what) => Kind == kind ? this : throw WrongKind(what);

    private PolicyRefusedException WrongKind(string what) => Refuse($"Expected {what}, not {Named(Kind)}.");

    private static string Named(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null or JsonValueKind.Undefined or _ => "null",
    };
}
