namespace Monitoring.Bench;

/// <summary>Where things stand: the repository, the server built beside this program, the folder of results.</summary>
/// <param name="Root">The repository.</param>
/// <param name="Server">The server's assembly.</param>
/// <param name="Results">The folder of results.</param>
internal sealed record Place(string Root, string Server, string Results)
{
    /// <summary>Whether the server is built for Microsoft Orleans, the engine that makes a cluster.</summary>
    public bool ServesOrleans => File.Exists(Path.Combine(Path.GetDirectoryName(Server)!, "Orleans.Runtime.dll"));

    /// <exception cref="FileNotFoundException">The server has not been built, or this is no repository.</exception>
    public static Place Find()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var root = here;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Monitoring.sln")))
        {
            root = root.Parent;
        }

        if (root is null)
        {
            throw new FileNotFoundException("No Monitoring.sln above " + here.FullName);
        }

        // artifacts/<engine>/bin/Bench/release/ and artifacts/<engine>/bin/Silo/release/
        var server = Path.GetFullPath(Path.Combine(here.FullName, "../../Silo/", here.Name, "Monitoring.Silo.dll"));
        if (!File.Exists(server))
        {
            throw new FileNotFoundException("The server is not built: " + server);
        }

        var results = Path.Combine(root.FullName, "artifacts", "bench");
        Directory.CreateDirectory(results);
        return new Place(root.FullName, server, results);
    }
}
