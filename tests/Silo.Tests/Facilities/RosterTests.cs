using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Options;
using Monitoring.Silo.Storage;
using Monitoring.Silo.Taxonomy;
using Monitoring.Silo.Tests.Http;

namespace Monitoring.Silo.Tests.Facilities;

public sealed class RosterTests
{
    [Theory]
    [InlineData("banten.facilities.json", false)]
    [InlineData("demo.facilities.json", true)]
    public void The_shipped_rosters_can_be_read(string file, bool simulated)
    {
        var roster = Roster.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", file)), file);
        Assert.Equal((simulated, 8), (roster.Simulated, roster.Regions.Length));
        Assert.True(roster.Facilities.Length > 370);
        Assert.Equal(("triage", "36"), (roster.Facilities[0].Card.Kind, roster.Facilities[0].Region));
    }

    [Theory]
    [InlineData("""{"id":"x","version":"1","province":{"code":"36","name":"B"},"facilities":[{"id":"a","name":"A","kind":"hospital","owner":"swasta","region":"99"}]}""", "region")]
    [InlineData("""{"id":"x","version":"1","province":{"code":"36","name":"B"},"facilities":[{"id":"triage","name":"A","kind":"hospital","owner":"swasta","region":"36"}]}""", "twice")]
    [InlineData("""{"id":"x"}""", "roster")]
    public void A_roster_that_makes_no_sense_is_refused_by_name(string text, string word)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Roster.Parse(text, "my.json"));
        Assert.Contains("my.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains(word, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("banten.facilities.json")]
    [InlineData("demo.facilities.json")]
    public void The_shipped_rosters_are_in_the_words_of_the_taxonomy(string file) =>
        Assert.NotNull(Roster.Parse(File.ReadAllText(Shipped(file)), file).InWordsOf(Codes, file));

    [Theory]
    [InlineData("klinik", "pemkab", "unknown kind \"klinik\"; the taxonomy has hospital, puskesmas, kkp, poltekkes, btklpp, vertical_hospital.")]
    [InlineData("triage", "pemprov", "unknown kind \"triage\"")]
    [InlineData("kkp", "kementerian", "unknown owner \"kementerian\"")]
    [InlineData("kkp", "kemenkes", null)]
    [InlineData("poltekkes", "kemenkes", null)]
    [InlineData("btklpp", "kemenkes", null)]
    [InlineData("vertical_hospital", "kemenkes", null)]
    public void A_facility_of_a_kind_or_owner_that_no_clock_can_be_meant_for_is_refused(string kind, string owner, string? reason)
    {
        var roster = Roster.Parse(
            $$$"""{"id":"x","version":"1","province":{"code":"36","name":"B"},"facilities":[{"id":"a-1","name":"A","kind":"{{{kind}}}","owner":"{{{owner}}}","region":"36"}]}""",
            "my.json");
        var refused = Record.Exception(() => roster.InWordsOf(Codes, "my.json"));

        Assert.Equal(reason is null, refused is null);
        Assert.Contains(reason ?? "", refused?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"appliesTo\": {\"kinds\": [\"triage\"]", "\"appliesTo\": {\"kinds\": [\"triase\"]", "Unknown kind of facility \"triase\"; the taxonomy has hospital")]
    [InlineData("\"channels\": [\"LAPOR\"]", "\"channels\": [\"LAPORAN\"]", "Unknown channel \"LAPORAN\"")]
    [InlineData("\"classes\": [\"permintaan_informasi\"", "\"classes\": [\"informasi\"", "Unknown class \"informasi\"")]
    [InlineData("\"exceptClasses\": [\"permintaan_informasi\"", "\"exceptClasses\": [\"informasi\"", "Unknown class \"informasi\"")]
    [InlineData("\"owners\": [\"swasta\"]", "\"owners\": [\"private\"]", "Unknown owner \"private\"")]
    [InlineData("\"exceptOwners\": [\"swasta\"]", "\"exceptOwners\": [\"private\"]", "Unknown owner \"private\"")]
    [InlineData("\"unclassified\": {", "\"unclassed\": {", "Unknown class \"unclassed\"")]
    [InlineData("\"appliesTo\": {\"channels\": [\"LAPOR\"]}", "\"appliesTo\": {\"categories\": [\"antre\"]}", "Unknown category \"antre\"")]
    public void A_pack_that_asks_for_a_word_that_no_case_can_have_is_refused_by_line(string good, string bad, string reason)
    {
        var pack = File.ReadAllText(Shipped("banten.json"));
        Codes.ForPacks.Check(pack, "banten.json");

        var at = pack.IndexOf(good, StringComparison.Ordinal);
        var line = pack[..at].Count(c => c == '\n') + 1;
        var broken = string.Concat(pack.AsSpan(0, at), bad, pack.AsSpan(at + good.Length));
        var refused = Assert.Throws<PolicyRefusedException>(() => Codes.ForPacks.Check(broken, "banten.json"));
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.Equal(line, refused.Line);
    }

    private static CodeBook Codes { get; } = CodeBook.Read(Shipped("taxonomy.json"));

    private static string Shipped(string file) => Path.Combine(AppContext.BaseDirectory, "policies", file);

    [Theory]
    [InlineData("rsud brekah pandeglang", "3601-h-002")]
    [InlineData("Berkah", "3601-h-002")]
    [InlineData("RSUD LABUAN.", "3601-h-004")]
    [InlineData("3601-h-02", "3601-h-002")]
    [InlineData("puskesmas setu", "3674-p-028")]
    public void A_name_is_found_that_was_written_a_little_wrong(string said, string id)
    {
        var directory = new FacilityDirectory();
        directory.Use(Roster.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies/banten.facilities.json")), "roster"));
        Assert.Contains(id, directory.Nearest(said).Select(s => s.Id));
        Assert.Empty(directory.Nearest("???"));
        Assert.Empty(directory.Nearest("sesuatu yang sama sekali lain qwx"));
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("berkah", "brekah", 1)]
    [InlineData("labuan", "labuhan", 1)]
    public void Edits_are_counted_with_swaps(string a, string b, int edits) => Assert.Equal(edits, WhatWasMeant.Edits(a, b));

    [Fact]
    public async Task The_roster_is_registered_once_and_then_known_from_the_store()
    {
        var door = await Door.Open(new DoorSetting { Roster = new SiloOptions().Facilities });
        var stored = await door.Stored();
        door = await door.Restart();
        await using var _ = door;
        Assert.True(stored > 370);
        Assert.Equal(stored, await door.Stored());
    }

    [Fact]
    public async Task A_store_that_was_sealed_under_another_key_is_not_opened()
    {
        var door = await Door.Open();
        await door.DisposeAsync();
        File.Delete(Path.Combine(door.Setting.Data, "keys", "server.key"));
        var refused = await Assert.ThrowsAsync<StorageRefusedException>(() => Door.Open(door.Setting));
        Assert.Contains("server.key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_was_emptied_is_not_taken_for_a_new_one()
    {
        var door = await Door.Open(new DoorSetting { OnDisk = true });
        await door.DisposeAsync();
        foreach (var file in Directory.EnumerateFiles(door.Setting.Data, "*.db*"))
        {
            File.Delete(file);
        }

        var refused = await Assert.ThrowsAsync<StorageRefusedException>(() => Door.Open(door.Setting));
        Assert.Contains("restore", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_options_name_files_that_are_shipped()
    {
        var options = new SiloOptions();
        Assert.All(
            new[] { options.Facilities, options.DemoFacilities, options.Taxonomy },
            file => Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, file)), file));
    }
}
