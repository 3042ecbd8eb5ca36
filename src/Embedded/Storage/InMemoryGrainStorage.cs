using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Monitoring.Embedded;

/// <summary>
/// A store of grain states that lasts as long as the object. It keeps JSON, so that a grain that changes its state
/// without writing it has changed nothing here.
/// </summary>
public sealed class InMemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), Row> _rows = new();
    private readonly Lock _writing = new();
    private long _lastETag;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        if (_rows.TryGetValue((stateName, grainId), out var row))
        {
            grainState.State = JsonSerializer.Deserialize<T>(row.Json);
            grainState.ETag = row.ETag;
            grainState.RecordExists = true;
        }
        else
        {
            Empty(grainState);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var json = JsonSerializer.SerializeToUtf8Bytes(grainState.State);
        lock (_writing)
        {
            DemandSameETag((stateName, grainId), grainState.ETag);
            var etag = (++_lastETag).ToString(CultureInfo.InvariantCulture);
            _rows[(stateName, grainId)] = new Row(json, etag);
            grainState.ETag = etag;
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        lock (_writing)
        {
            DemandSameETag((stateName, grainId), grainState.ETag);
            _rows.TryRemove((stateName, grainId), out _);
        }

        Empty(grainState);
        return Task.CompletedTask;
    }

    private static void Empty<T>(IGrainState<T> grainState)
    {
        grainState.State = InitialState.Of<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private void DemandSameETag((string State, GrainId Grain) key, string? etag)
    {
        var stored = _rows.GetValueOrDefault(key)?.ETag;
        if (stored != etag)
        {
            throw new InconsistentStateException(
                $"The state \"{key.State}\" of {key.Grain} was written by somebody else.", stored, etag);
        }
    }

    private sealed record Row(byte[] Json, string ETag);
}
