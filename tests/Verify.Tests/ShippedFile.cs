namespace Monitoring.Verify.Tests;

/// <summary>The files that are copied beside the tests.</summary>
internal static class ShippedFile
{
    public static string Text(params string[] parts) => File.ReadAllText(Path.Combine([AppContext.BaseDirectory, .. parts]));
}
