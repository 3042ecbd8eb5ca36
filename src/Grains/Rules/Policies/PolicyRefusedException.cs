namespace Monitoring.Grains.Rules.Policies;

/// <summary>A policy pack or calendar that makes no sense, with the place where it stops making sense.</summary>
public sealed class PolicyRefusedException : Exception
{
    /// <param name="file">The name of the file, or of the pack that was put together in code.</param>
    /// <param name="line">The line of the file, from 1, where there is one.</param>
    /// <param name="path">The JSON path, as in <c>$.clocks[2].limit</c>.</param>
    /// <param name="reason">One sentence that says what is wrong.</param>
    public PolicyRefusedException(string file, int? line, string path, string reason)
        : base(line is null ? $"{file}, {path}: {reason}" : $"{file}, line {line}, {path}: {reason}")
    {
        (File, Line, Path, Reason) = (file, line, path, reason);
    }

    public string File { get; }

    public int? Line { get; }

    public string Path { get; }

    public string Reason { get; }
}
