using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Audit;
using Monitoring.Silo.Options;
using Monitoring.Silo.Vault;
using Monitoring.Silo.Virtual;

namespace Monitoring.Verify.Tests.Store;

/// <summary>
/// A small store with everything in it that a store can hold, written by the product's own grains on a virtual clock: facilities,
/// complaints that were answered, broken, transferred, closed, a whistleblower's, keys and sealed texts, two daily heads and something
/// after them.
/// </summary>
internal sealed class LivedStore
{
    public static readonly DateTimeOffset Start = new(2026, 5, 4, 2, 0, 0, TimeSpan.Zero);

    private static readonly string[] Regions = ["3601", "3671"];

    /// <summary>Nothing is asked of it, so that its registration is all there is.</summary>
    private static readonly FacilityRecord Bystander = new("f2", "3601", new FacilityCard("RSUD 2", "hospital", "C", "pemkab"));

    private static readonly Actor Desk = new("operator");

    private LivedStore(SiloOptions options, string anchor) => (Options, Anchor) = (options, anchor);

    public SiloOptions Options { get; }

    /// <summary>File with the two heads.</summary>
    public string Anchor { get; }

    /// <summary>Lives it through.</summary>
    /// <param name="options">Where.</param>
    /// <param name="betweenHeads">Called when the first head was made, with the store closed.</param>
    public static async Task<LivedStore> Live(SiloOptions options, Action? betweenHeads = null)
    {
        Directory.CreateDirectory(options.Data);
        var anchor = Path.Combine(options.Data, "anchor.jsonl");
        var lived = new LivedStore(options with { AnchorFile = anchor }, anchor);
        await lived.Go(Start, register: true, Early, Start.AddHours(30));
        betweenHeads?.Invoke();
        await lived.Go(Start.AddHours(30), register: false, Late, Start.AddDays(20));
        await lived.Go(Start.AddDays(20), register: false, Last, Start.AddDays(21), head: false);
        return lived;
    }

    public Task<Monitoring.Silo.Storage.Store> Open() => Monitoring.Silo.Storage.Store.Open(Options, NullLoggerFactory.Instance, TimeProvider.System);

    private async Task Go(
        DateTimeOffset from, bool register, Func<PolicyShelf, ComplaintVault, SealedTexts?, IEnumerable<Scheduled>> schedule, DateTimeOffset until, bool head = true)
    {
        await using var store = await Open();
        var shelf = await LoadPolicies.From(Options, store.Documents);
        var folder = new KeyFolder(Options.Data);
        var keys = ServerKeys.In(folder);
        var present = await store.Log.ReadSealed(Streams.Complaint(Id(0)), CancellationToken.None);
        using (var virtually = new VirtualProvince(
            store.Log, shelf, new WakerOptions { FacilityReminder = false, SleepAfterFiling = false }, from))
        {
            if (register)
            {
                virtually.Register(Regions.Select((region, n) => new FacilityRecord(
                    $"f{n}", region, new FacilityCard($"RSUD {n}", "hospital", "C", "pemkab"))).Append(Bystander));
            }

            // the first time they begin to owe something; ever after it wakes who was not touched yet
            virtually.Follow(["f0", "f1"]);
            var refused = virtually.Play(schedule(shelf, new ComplaintVault(keys), present), until);
            Assert.Empty(refused);
        }

        if (head)
        {
            using var audit = AuditKey.Of(keys, folder);
            using var anchors = new Anchors(Options, NullLogger<Anchors>.Instance);
            using var heads = new DailyHeads(store.Trees, audit, anchors, TimeProvider.System);
            Assert.NotNull(await heads.Make(DateOnly.FromDateTime(until.UtcDateTime), CancellationToken.None));
        }
    }


    private static IEnumerable<Scheduled> Early(PolicyShelf shelf, ComplaintVault vault, SealedTexts? present)
    {
        for (var n = 0; n < 4; n++)
        {
            yield return File(n, Start.AddMinutes(n), shelf, vault, n == 3);
        }

        yield return new(Start.AddMinutes(10), Id(0), new Grains.Rules.Complaints.Verify { By = Desk });
        yield return new(Start.AddMinutes(11), Id(0), new Assign("igd") { By = Desk });
        yield return new(Start.AddHours(2), Id(0), new Contact { By = Desk });
        yield return new(Start.AddHours(20), Id(1), new Transfer(Owner(0)) { By = Desk });
    }

    private static IEnumerable<Scheduled> Late(PolicyShelf shelf, ComplaintVault vault, SealedTexts? present)
    {
        var at = Start.AddHours(31);
        yield return new(at, Id(0), new Answer { By = Desk, Sealed = vault.SealMore(Id(0), present!, [new("answer:9", "Kami mohon maaf.")]) });
        yield return File(4, at.AddMinutes(5), shelf, vault, whistleblower: false);

        // after a restart a book is read when its facility, or the inspectorate, is first asked for: there is no net here
        yield return File(5, at.AddMinutes(6), shelf, vault, whistleblower: false);
        yield return File(6, at.AddMinutes(7), shelf, vault, whistleblower: true);
    }

    private static IEnumerable<Scheduled> Last(PolicyShelf shelf, ComplaintVault vault, SealedTexts? present)
    {
        yield return File(7, Start.AddDays(20).AddMinutes(1), shelf, vault, whistleblower: false);
        yield return File(8, Start.AddDays(20).AddMinutes(2), shelf, vault, whistleblower: false);
        yield return File(9, Start.AddDays(20).AddMinutes(3), shelf, vault, whistleblower: true);
    }

    private static string Id(int n) => $"c{n}";

    private static Owner Owner(int n) => new($"f{n % 2}", Regions[n % 2], "hospital", "C", "pemkab");

    private static Scheduled File(int n, DateTimeOffset at, PolicyShelf shelf, ComplaintVault vault, bool whistleblower) => new(
        at,
        Id(n),
        new FileComplaint
        {
            By = new Actor("gateway"),
            Key = new RequestKey("gateway", $"k{n}", $"print {n}"),
            Message = new RequestKey("channel:LAPOR", $"m{n}", "message"),
            Owner = Owner(n),
            Traits = new CaseTraits { Channel = "LAPOR", Category = "waktu_tunggu", Whistleblower = whistleblower },
            Grade = n % 2 == 0 ? "yellow" : "red",
            Policy = shelf.Active,
            Sealed = vault.Seal(Id(n), [new("text", $"Keluhan {n}"), new("reporter", "Budi")]),
        });
}
