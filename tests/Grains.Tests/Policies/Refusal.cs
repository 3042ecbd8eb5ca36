using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Tests.Policies;

/// <summary>The refusal of a good file in which one thing was replaced by a bad one.</summary>
internal sealed class Refusal(PolicyRefusedException refused)
{
    private const string FileName = "file.json";

    public static Refusal Of<T>(Func<string, string, T> read, string file, string good, string bad)
    {
        var at = file.IndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The good file does not hold {good}");
        var broken = string.Concat(file.AsSpan(0, at), bad, file.AsSpan(at + good.Length));
        return new Refusal(Assert.Throws<PolicyRefusedException>(() => { _ = read(broken, FileName); }));
    }

    public void Is(int line, string path, string reason)
    {
        Assert.Equal((FileName, line, path), (refused.File, refused.Line, refused.Path));
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.EndsWith(".", refused.Reason, StringComparison.Ordinal);
        Assert.Equal($"{FileName}, line {line}, {path}: {refused.Reason}", refused.Message);
    }
}
