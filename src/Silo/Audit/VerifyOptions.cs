using System.Globalization;
using Monitoring.Silo.Options;

namespace Monitoring.Silo.Audit;

/// <summary>What <c>./run verify</c> was asked.</summary>
/// <param name="Store">The store, if no file was named.</param>
/// <param name="File">An export.</param>
/// <param name="Anchor">Lines of signed heads that were kept elsewhere.</param>
/// <param name="Key">PEM file of the public key.</param>
/// <param name="Certificate">File to write the certificate to.</param>
/// <param name="AsOf">By when everything due must have fired; null: by the last instant of which any event tells.</param>
/// <param name="Keys">The data folder whose <c>keys</c> are used, if one was named.</param>
/// <param name="Most">How many differences are printed.</param>
internal sealed record VerifyOptions(
    SiloOptions Store,
    string? File,
    string? Anchor,
    string? Key,
    string? Certificate,
    DateTimeOffset? AsOf,
    string? Keys,
    int Most)
{
    private const int MostByDefault = 1_000;

    /// <exception cref="OptionsException">It makes no sense.</exception>
    public static VerifyOptions From(string[] args, DateTimeOffset now)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (name is "--file" or "--anchor" or "--key" or "--certificate" or "--as-of" or "--most")
            {
                own[name] = value ?? (++i < args.Length ? args[i] : throw new OptionsException([$"{name} needs a value."]));
            }
            else
            {
                rest.Add(args[i]);
            }
        }

        var store = ReadOptions.From(rest);
        var named = rest.Exists(arg => arg.Split('=')[0] == "--data") || (store.Database.Length == 0 && !own.ContainsKey("--file"));
        return new VerifyOptions(
            store,
            own.GetValueOrDefault("--file"),
            own.GetValueOrDefault("--anchor"),
            own.GetValueOrDefault("--key"),
            own.GetValueOrDefault("--certificate"),
            own.TryGetValue("--as-of", out var asOf) ? Instant(asOf, now) : null,
            named ? store.Data : null,
            own.TryGetValue("--most", out var most) && int.TryParse(most, CultureInfo.InvariantCulture, out var n) ? n : MostByDefault);
    }

    private static DateTimeOffset Instant(string text, DateTimeOffset now) => text == "now" ? now
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime()
        : throw new OptionsException([$"--as-of must be now or an instant as in 2026-05-04T02:00:00Z; it is '{text}'."]);
}
