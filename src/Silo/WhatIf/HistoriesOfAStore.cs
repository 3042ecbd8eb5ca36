using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Moving;
using Monitoring.Silo.Options;

namespace Monitoring.Silo.WhatIf;

/// <summary>The complaints of a store, which is read as it stands while its server may go on writing.</summary>
internal sealed class HistoriesOfAStore(SiloOptions settings) : IRecordedHistories
{
    private readonly List<string> _unusable = [];

    public IReadOnlyList<string> Unusable => _unusable;

    public IReadOnlyDictionary<string, int> WithoutEffect { get; } = ImmutableDictionary<string, int>.Empty;

    public async Task<DateTimeOffset?> EndAt(CancellationToken cancellation)
    {
        var end = (DateTimeOffset?)null;
        await foreach (var stream in Streams(cancellation))
        {
            foreach (var stored in stream.Events)
            {
                // a breach is stamped with its deadline; that somebody was there to notice it is later
                var at = stored.Kind is "breached" or "escalated" && Read(stream, stored) is { } read
                    ? read switch { Breached b => b.DecidedAt, Escalated e => e.DecidedAt, _ => read.At }
                    : DateTimeOffset.FromUnixTimeMilliseconds(stored.At);
                end = end > at ? end : at;
            }
        }

        _unusable.Clear();
        return end;
    }

    public async IAsyncEnumerable<RecordedHistory> All([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var stream in Streams(cancellation))
        {
            var events = ImmutableArray.CreateBuilder<ComplaintEvent>(stream.Events.Length);
            foreach (var stored in stream.Events)
            {
                if (Read(stream, stored) is not { } read)
                {
                    break;
                }

                events.Add(read);
            }

            if (events.Count < stream.Events.Length)
            {
                continue; // half of a history would tell another story
            }

            if (events is not [Filed, ..])
            {
                _unusable.Add($"{stream.Name}: it does not begin with a registration");
                continue;
            }

            yield return new RecordedHistory(Grains.Streams.ComplaintOf(stream.Name)!, events.ToImmutable());
        }
    }

    private async IAsyncEnumerable<MovedStream> Streams([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var contents = await Movable.Contents(settings);
        await foreach (var line in contents.AllButFeeds(cancellation))
        {
            if (line.Stream is { } stream && Grains.Streams.ComplaintOf(stream.Name) is not null)
            {
                yield return stream;
            }
        }
    }

    private ComplaintEvent? Read(MovedStream stream, MovedEvent stored)
    {
        try
        {
            return JsonSerializer.Deserialize(stored.Body, ComplaintJson.Default.ComplaintEvent)
                ?? throw new JsonException("it is null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            _unusable.Add($"{stream.Name}, event {stored.Seq}: its body cannot be read: {e.Message}");
            return null;
        }
    }
}
