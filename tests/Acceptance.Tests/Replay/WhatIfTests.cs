using System.Diagnostics;
using System.Security.Cryptography;
using Monitoring.Acceptance.Tests.Database;
using Monitoring.Acceptance.Tests.Server;
using Monitoring.RealPostgres;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Replay;

/// <summary>The executable asked what another policy would have made of a recorded file.</summary>
public sealed class WhatIfTests(ITestOutputHelper output)
{
    private const string Cases = """
        id,facility,channel,class,grade,opened,closed
        1,sim-3601-h-001,LAPOR,pengaduan_non_pengawasan,red,2026-05-04 09:00:00,2026-05-04 23:00:00
        2,sim-3601-h-001,SMS,pengaduan_non_pengawasan,green,2026-05-04 09:00:00,2026-05-04 10:00:00
        3,sim-3601-h-002,SMS,pengaduan_non_pengawasan,red,2026-05-04 09:00:00,2026-05-06 09:00:00
        4,nowhere,SMS,pengaduan_non_pengawasan,red,2026-05-04 09:00:00,2026-05-06 09:00:00
        5,sim-3601-h-001,SMS,pengaduan_non_pengawasan,red,yesterday,2026-05-06 09:00:00

        """;

    private const string Map = """
        {"id":"id","facility":"facility","channel":"channel","class":"class","grade":"grade","openedAt":"opened","closedAt":"closed","timeZone":"Asia/Jakarta"}
        """;

    private sealed record Row(string Scope, string Id, string Measure, string What, int Compare, int Policy);

    private sealed record CaseRow(string Complaint, string Clock, string CompareBroken, string PolicyBroken);

    [Fact]
    public async Task Who_would_have_been_late_is_said_by_facility_and_region_and_case()
    {
        using var folder = new TempFolder();
        await Prepare(folder);
        var said = await Run(
            "replay", folder.File("cases.csv"), "--map", folder.File("map.json"), "--policy", folder.File("strict.json"), "--compare", Pack,
            "--facilities", "policies/demo.facilities.json", "--csv", folder.File("figures.csv"), "--cases", folder.File("different.csv"));

        // of the two red ones at hospitals one was closed after 14 hours and one after two days; the limit goes from 24 to 12 hours
        var rows = Csv.Read(folder.File("figures.csv"), row => new Row(
            row("scope"), row("id"), row("measure"), row("what"), int.Parse(row("compare")), int.Parse(row("policy"))));
        Assert.Contains(new Row("province", "", "cases", "", 4, 4), rows);
        Assert.Contains(new Row("province", "", "broken", "kwtk", 1, 2), rows);
        Assert.Contains(new Row("facility", "sim-3601-h-001", "broken", "kwtk", 0, 1), rows);
        Assert.Contains(new Row("facility", "sim-3601-h-002", "broken", "kwtk", 1, 1), rows);
        Assert.Contains(new Row("region", "3601", "broken", "kwtk", 1, 2), rows);
        Assert.Contains(rows, r => r is { Scope: "facility", Id: "sim-3601-h-001", Measure: "told", What: "R4" } && r.Policy > r.Compare);

        var different = Csv.Read(folder.File("different.csv"), row => new CaseRow(row("complaint"), row("clock"), row("compareBroken"), row("policyBroken")));
        Assert.Contains(new CaseRow("1", "kwtk", "false", "true"), different);
        Assert.DoesNotContain(different, row => row.Complaint is "2" or "4");
        Assert.Contains("line 6: 'yesterday'", said, StringComparison.Ordinal);
        Assert.Contains("nowhere: the roster has no such facility", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_is_read_and_not_written_and_its_own_policy_makes_no_difference()
    {
        using var folder = new TempFolder();
        await Prepare(folder);
        var data = Directory.CreateDirectory(folder.File("data")).FullName;
        await Run(
            "replay", folder.File("cases.csv"), "--map", folder.File("map.json"), "--policy", Pack, "--calendar", Calendar, "--data", data);
        var before = Hash(data);

        var same = await Run("replay", "--policy", Pack, "--compare", Pack, "--data", data);
        var strict = await Run("replay", "--policy", folder.File("strict.json"), "--compare", Pack, "--data", data);

        Assert.Contains("0 of 4 complaints differ", same, StringComparison.Ordinal);
        Assert.Contains("4 complaints, up to", strict, StringComparison.Ordinal);
        Assert.Equal(before, Hash(data));
    }

    [DatabaseFact]
    public async Task A_database_says_to_the_byte_what_the_same_complaints_in_a_file_say_and_is_not_written()
    {
        using var folder = new TempFolder();
        await Prepare(folder);
        var data = Directory.CreateDirectory(folder.File("data")).FullName;
        string[] file = ["--data", data], database = ["--db", PostgresServer.Shared.CreateDatabase()];
        await Run(["replay", folder.File("cases.csv"), "--map", folder.File("map.json"), "--policy", Pack, "--calendar", Calendar, .. file]);
        await Run(["export", folder.File("before.jsonl"), .. file]);
        await Run(["import", folder.File("before.jsonl"), .. database]);

        foreach (var (name, store) in ((string, string[])[])[("file", file), ("database", database)])
        {
            await Run(
            [
                "replay", "--policy", folder.File("strict-everywhere.json"), "--compare", Pack,
                "--csv", folder.File($"{name}.figures.csv"), "--cases", folder.File($"{name}.cases.csv"), .. store,
            ]);
        }

        await Run(["export", folder.File("after.jsonl"), .. database]);
        Same("file.figures.csv", "database.figures.csv");
        Same("file.cases.csv", "database.cases.csv");
        Same("before.jsonl", "after.jsonl");
        var rows = Csv.Read(folder.File("database.figures.csv"), row => new Row(
            row("scope"), row("id"), row("measure"), row("what"), int.Parse(row("compare")), int.Parse(row("policy"))));
        // a recorded file without a roster says of no facility whether it is a hospital; the law's answer is owed by all
        Assert.Contains(new Row("province", "", "broken", "statutory_answer", 0, 3), rows);
        Assert.Contains(new Row("facility", "sim-3601-h-001", "broken", "statutory_answer", 0, 1), rows);

        void Same(string one, string other) => Assert.Equal(File.ReadAllBytes(folder.File(one)), File.ReadAllBytes(folder.File(other)));
    }

    private static string Pack => Path.Combine(Places.Tree, "policies", "banten.json");

    private static string Calendar => Path.Combine(Places.Tree, "policies", "calendar-id-banten.json");

    private static async Task Prepare(TempFolder folder)
    {
        await File.WriteAllTextAsync(folder.File("cases.csv"), Cases);
        await File.WriteAllTextAsync(folder.File("map.json"), Map);
        const string ofTheIndicator = "\"red\": {\"elapsed\": \"PT24H\"}";
        var strict = (await File.ReadAllTextAsync(Pack)).Replace(ofTheIndicator, "\"red\": {\"elapsed\": \"PT12H\"}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("strict.json"), strict);

        var law = strict.IndexOf("\"id\": \"statutory_answer\"", StringComparison.Ordinal);
        var ofTheLaw = strict[law..].Replace("\"limit\": {\"calendarDays\": 14}", "\"limit\": {\"elapsed\": \"PT12H\"}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("strict-everywhere.json"), strict[..law] + ofTheLaw);
    }

    private static string Hash(string data) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(data, "monitoring.db"))));

    private async Task<string> Run(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Places.Silo, .. args])
        {
            WorkingDirectory = Places.Tree,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var said = process.StandardOutput.ReadToEndAsync();
            var complained = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
            output.WriteLine(await said + await complained);
            Assert.Equal(0, process.ExitCode);
            return await said;
        }
        finally
        {
            process.Kill();
        }
    }
}
