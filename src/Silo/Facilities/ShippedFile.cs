namespace Monitoring.Silo.Facilities;

/// <summary>Files that come with the program, and that a province may replace by its own.</summary>
internal static class ShippedFile
{
    /// <summary>The file as named from where the program was started, or else as it lies beside the program.</summary>
    public static string Find(string path)
    {
        var here = Path.GetFullPath(path);
        return File.Exists(here) ? here : Path.Combine(AppContext.BaseDirectory, path);
    }
}
