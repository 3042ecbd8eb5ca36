using System.Collections.Immutable;
using System.Text;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Tests.Storage;

/// <summary>Appends as a complaint writes them, with everything that a test does not care about filled in.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static readonly CancellationToken None = CancellationToken.None;

    public static NewEvent Event(string kind, params string[] audiences) =>
        new(Morning, kind, $$"""{"kind":"{{kind}}"}""", $$"""{"item":"{{kind}}"}""", [.. audiences]);

    public static Append Append(string stream, long expectedSeq, params NewEvent[] events) =>
        EventChain.Link(new Append(stream, expectedSeq, [.. events], null, [], null), EventHash.None);

    public static Append Filed(string stream, params string[] audiences) =>
        Append(stream, 0, Event("filed", audiences));

    public static Append With(this Append append, params RequestKey[] keys) => append with { Keys = [.. keys] };

    public static Append DueAt(this Append append, DateTimeOffset at, string facility = "rs-a", int urgency = 0) =>
        append with { Due = new DueRow(append.Stream, facility, at) { Urgency = urgency } };

    public static Append Sealing(this Append append, string wrapped, params (string Name, string Cipher)[] texts) =>
        append with
        {
            Sealed = new SealedTexts(
                Bytes(wrapped), texts.ToImmutableDictionary(text => text.Name, text => Bytes(text.Cipher))),
        };

    public static RequestKey Key(string key, string fingerprint = "as first asked") => new("lapor", key, fingerprint);

    public static ImmutableArray<byte> Bytes(string text) => [.. Encoding.UTF8.GetBytes(text)];

    /// <summary>Compares the elements; two immutable arrays are otherwise the same only if they are one.</summary>
    public static void Same<T>(IEnumerable<T> expected, ImmutableArray<T> actual) =>
        Assert.Equal(expected, actual.AsEnumerable());
}
