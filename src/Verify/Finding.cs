namespace Monitoring.Verify;

/// <summary>Something that is not as it must be.</summary>
/// <param name="Place">Where: a stream and its event, an audience and its row, a head's number.</param>
/// <param name="What">What is wrong there.</param>
public sealed record Finding(string Place, string What)
{
    public override string ToString() => $"{Place}: {What}";
}
