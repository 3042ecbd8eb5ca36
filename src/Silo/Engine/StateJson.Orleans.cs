using System.Text.Json;
using Orleans.Storage;

namespace Monitoring.Silo.Engine;

/// <summary>States of grains as plain JSON, on either engine the same.</summary>
internal sealed class StateJson : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span)!;
}
