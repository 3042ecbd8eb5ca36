using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitoring.Silo.Tests.Http;

public sealed class ClusterTests(OpenDoor opened) : IClassFixture<OpenDoor>
{
    private readonly Door _door = opened.Door;

    [Fact]
    public async Task An_administrator_sees_the_silos_and_what_runs_on_each()
    {
        await _door.Admin.GetAsync($"/api/v1/facilities/{Door.Hospital}");

        var cluster = await Read("/api/v1/cluster");

        var silo = Assert.Single(cluster.GetProperty("silos").EnumerateArray());
        Assert.Equal("active", silo.GetProperty("status").GetString());
        Assert.True(silo.GetProperty("activations").GetProperty("facility").GetInt32() > 0);
    }

    [Fact]
    public async Task A_grain_that_is_active_says_where_since_when_and_what_waits()
    {
        await _door.Admin.GetAsync($"/api/v1/facilities/{Door.Hospital}");

        var grain = await Read($"/api/v1/cluster/facility/{Door.Hospital}");

        Assert.True(grain.GetProperty("active").GetBoolean());
        Assert.NotEqual("", grain.GetProperty("silo").GetString());
        Assert.Equal(0, grain.GetProperty("waiting").GetInt32());
        Assert.True(grain.GetProperty("activatedAt").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task A_grain_that_sleeps_is_not_woken_by_looking_for_it()
    {
        const string Nobody = "01J00000000000000000000000";

        var first = await Read($"/api/v1/cluster/complaint/{Nobody}");
        var second = await Read($"/api/v1/cluster/complaint/{Nobody}");

        Assert.False(first.GetProperty("active").GetBoolean());
        Assert.False(second.GetProperty("active").GetBoolean());
        Assert.False(second.TryGetProperty("silo", out _));
    }

    [Fact]
    public async Task A_sealed_case_that_is_awake_looks_like_one_that_is_not_there()
    {
        var open = await Awake(Complaints.Plain());
        var hidden = await Awake(Complaints.Plain().With("whistleblower", true));

        Assert.True((await Read($"/api/v1/cluster/complaint/{open}")).GetProperty("active").GetBoolean());
        var sealedCase = await Read($"/api/v1/cluster/complaint/{hidden}");
        Assert.False(sealedCase.GetProperty("active").GetBoolean());
        Assert.False(sealedCase.TryGetProperty("silo", out _));
    }

    [Fact]
    public async Task An_id_that_nobody_has_looks_the_same_whether_or_not_somebody_asked_for_it()
    {
        const string Nobody = "01J00000000000000000000001";
        await _door.Admin.GetAsync("/api/v1/complaints/" + Nobody);

        Assert.False((await Read($"/api/v1/cluster/complaint/{Nobody}")).GetProperty("active").GetBoolean());
    }

    [Theory]
    [InlineData("/api/v1/cluster/complaint/%20")]
    [InlineData("/api/v1/cluster/facility/nowhere")]
    [InlineData("/api/v1/cluster/silo/1")]
    public async Task What_cannot_be_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _door.Admin.GetAsync(path)).StatusCode);

    [Fact]
    public async Task Nobody_else_sees_the_cluster() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await _door.Anybody.GetAsync("/api/v1/cluster")).StatusCode);

    /// <summary>Whoever reads a complaint wakes it, even if it is then not shown.</summary>
    private async Task<string> Awake(JsonObject complaint)
    {
        var id = await _door.Filed(complaint);
        await _door.Admin.GetAsync("/api/v1/complaints/" + id);
        return id;
    }

    private async Task<JsonElement> Read(string path) => await _door.Admin.GetFromJsonAsync<JsonElement>(path);
}
