namespace Monitoring.Grains.Tests;

/// <summary>The files that are copied beside the tests.</summary>
internal static class ShippedFile
{
    public static string PathOf(params string[] parts) => Path.Combine([AppContext.BaseDirectory, .. parts]);

    public static string Text(params string[] parts) => File.ReadAllText(PathOf(parts));
}
