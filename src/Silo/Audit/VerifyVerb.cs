using System.Text.Json;
using Monitoring.Grains;
using Monitoring.Silo.Moving;
using Monitoring.Silo.Vault;
using Monitoring.Verify;
using Monitoring.Verify.Certificate;
using Monitoring.Verify.Chain;

namespace Monitoring.Silo.Audit;

/// <summary><c>./run verify</c>: goes over a whole store, says what is not as it must be, and certifies what is.</summary>
internal static class VerifyVerb
{
    public const string Usage = """
        ./run verify [--data DIR | --db CONNECTION | --file EXPORT]
                                  check chain, feeds, promises and daily heads of a store, its server running or not
            --anchor FILE         compare with heads that were kept elsewhere: finds what was cut off
            --key FILE            the public key of the heads (keys/audit.pub); else that of the data folder
            --certificate FILE    write the certificate, signed where the data folder has the keys
            --as-of now|INSTANT   by when everything due must have fired; else by the last event
        """;

    /// <returns>0 if there is no difference, 1 otherwise.</returns>
    public static async Task<int> Run(string[] args, TimeProvider wall, TextWriter output)
    {
        var options = VerifyOptions.From(args, wall.Now());
        var told = 0;
        using var check = new StoreCheck(
            finding =>
            {
                if (told++ < options.Most)
                {
                    output.WriteLine($"DIFFERENCE {finding}");
                }
            },
            TrustedKey(options),
            wall.Now());
        if (options.Anchor is not null)
        {
            foreach (var line in await File.ReadAllLinesAsync(options.Anchor))
            {
                Anchored(check, line);
            }
        }

        await Read(options, new Passing(check));
        var attested = check.End(options.AsOf);
        if (told > options.Most)
        {
            await output.WriteLineAsync($"... and {told - options.Most} more differences");
        }

        var words = InWords.Of(attested);
        await output.WriteLineAsync(string.Join(Environment.NewLine, words));
        if (options.Certificate is not null)
        {
            var signed = Signed(attested, words, options);
            await File.WriteAllTextAsync(options.Certificate, signed.ToJson() + "\n");
            await output.WriteLineAsync(
                signed.Signature is null ? $"written to {options.Certificate}, unsigned: there is no key here" : $"written to {options.Certificate}, signed");
        }

        return attested.Differences == 0 ? 0 : 1;
    }

    private static async Task Read(VerifyOptions options, Passing passing)
    {
        if (options.File is { } file)
        {
            await passing.Take(ExportFile.Read(file, CancellationToken.None).Where(line => line.Audience is not null || line.Feed is not null));
            passing.EndOfFeeds();
            await passing.Take(ExportFile.Read(file, CancellationToken.None).Where(line => line.Audience is null && line.Feed is null));
            return;
        }

        await using var contents = await Movable.Contents(options.Store);
        await passing.Take(contents.Feeds(CancellationToken.None));
        passing.EndOfFeeds();
        await passing.Take(contents.AllButFeeds(CancellationToken.None));
        await foreach (var (place, what) in contents.Strays(CancellationToken.None))
        {
            passing.Stray(place, what);
        }
    }

    private static void Anchored(StoreCheck check, string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        try
        {
            check.Anchor(AnchorLine.Read(line));
        }
        catch (JsonException e)
        {
            check.Stray("anchor", $"a line of it cannot be read: {e.Message}");
        }
    }

    private static string? TrustedKey(VerifyOptions options)
    {
        var file = options.Key ?? (options.Keys is { } data ? Path.Combine(data, "keys", AuditKey.PublicFile) : null);
        return file is not null && (options.Key is not null || File.Exists(file)) ? AuditKey.FromPem(File.ReadAllText(file), file) : null;
    }

    private static CertificateFile Signed(Attested attested, string[] words, VerifyOptions options)
    {
        var body = attested.ToJson();
        if (options.Keys is not { } data || !File.Exists(Path.Combine(data, "keys", ServerKeys.FileName)))
        {
            return new CertificateFile(body, null, words);
        }

        var folder = new KeyFolder(data);
        using var key = AuditKey.Of(ServerKeys.In(folder), folder);
        return new CertificateFile(body, Convert.ToBase64String(key.Sign(body)), words);
    }
}
