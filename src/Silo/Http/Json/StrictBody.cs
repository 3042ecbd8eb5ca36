using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Monitoring.Silo.Http.Problems;

namespace Monitoring.Silo.Http.Json;

/// <summary>Reads a body whole and strictly; whatever is wrong with it is a problem, never an exception.</summary>
internal static class StrictBody
{
    /// <summary>The longest body that is read.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>The bytes themselves, for what reads its own JSON: UTF-8, or they would be stored otherwise than they were sent.</summary>
    public static async ValueTask<Read<byte[]>> Text(HttpContext context, int mostBytes = MostBytes) =>
        await Of(context, mostBytes, static body => body.ToArray() is var bytes && Utf8.IsValid(bytes)
            ? new Read<byte[]>(bytes, null)
            : new Read<byte[]>(null, KnownProblems.Malformed(null, "It is not UTF-8.")));

    public static ValueTask<Read<T>> From<T>(HttpContext context, JsonTypeInfo<T> form)
        where T : class => Of(context, MostBytes, body => Parse(body, form));

    private static async ValueTask<Read<T>> Of<T>(HttpContext context, int mostBytes, Func<ReadOnlySequence<byte>, Read<T>> parse)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            return new(null, KnownProblems.NotJson);
        }

        if (context.Request.ContentLength > mostBytes)
        {
            return new(null, KnownProblems.LargerThan(mostBytes));
        }

        try
        {
            var body = await Whole(context, mostBytes);
            var read = body.Length > mostBytes ? new Read<T>(null, KnownProblems.LargerThan(mostBytes)) : parse(body);
            context.Request.BodyReader.AdvanceTo(body.End);
            return read;
        }
        catch (OperationCanceledException)
        {
            return new(null, KnownProblems.TooSlow);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            // the server has a name for most of what can be wrong with a frame, and not for all of it
            return new(null, KnownProblems.Unreadable);
        }
    }

    private static async ValueTask<ReadOnlySequence<byte>> Whole(HttpContext context, int mostBytes)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.IsCompleted || read.Buffer.Length > mostBytes)
            {
                return read.Buffer;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static Read<T> Parse<T>(ReadOnlySequence<byte> body, JsonTypeInfo<T> form)
        where T : class
    {
        // most bodies arrive in one piece and are parsed where they lie
        var bytes = body.IsSingleSegment ? body.FirstSpan : body.ToArray();
        try
        {
            return JsonSerializer.Deserialize(bytes, form) is { } value
                ? new(value, null)
                : new(null, KnownProblems.Malformed(null, "The body is null."));
        }
        catch (JsonException e)
        {
            return new(null, KnownProblems.Malformed(Member(e.Path), Sentence(e)));
        }
    }

    /// <summary>The member's name without the path's signs; null where the text itself is not JSON.</summary>
    private static string? Member(string? path) =>
        path is null or "$" ? null : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    /// <summary>Our own words: the library's can quote what was sent.</summary>
    private static string Sentence(JsonException e) => e.Path is null or "$"
        ? string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"It cannot be read at line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}.")
        : "This member is unknown, doubled, nested too deep or of the wrong type; an instant needs its offset.";
}

/// <summary>What a body held, or what is wrong with it.</summary>
internal readonly record struct Read<T>(T? Value, Problem? Problem)
    where T : class;
