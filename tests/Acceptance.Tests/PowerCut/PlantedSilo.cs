using System.Text;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.PowerCut;

/// <summary>A copy of the executable in which one text of its code is another: a product without a switch for it.</summary>
internal sealed class PlantedSilo : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <param name="text">Found exactly once among the texts of the assembly.</param>
    /// <param name="instead">As long.</param>
    public PlantedSilo(string text, string instead)
    {
        Assert.Equal(text.Length, instead.Length);
        var from = Path.GetDirectoryName(Places.Silo)!;
        Command.Run(["cp", "-r", from + "/.", _folder.Path]);
        var code = File.ReadAllBytes(Executable);
        var at = code.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text));
        Assert.True(at > 0 && code.AsSpan(at + 1).IndexOf(Encoding.Unicode.GetBytes(text)) < 0, $"\"{text}\" is not there once.");
        Encoding.Unicode.GetBytes(instead).CopyTo(code, at);
        File.WriteAllBytes(Executable, code);
    }

    public string Executable => _folder.File(Places.Executable);

    public void Dispose() => _folder.Dispose();
}
