using Microsoft.Extensions.DependencyInjection;
using Monitoring.Grains;

namespace Monitoring.Silo.Tests.Http;

/// <summary>The clock of the server as its administrators see it.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private Door _door = null!;

    private TrustedTime Trusted => _door.Services.GetRequiredService<TrustedTime>();

    public async Task InitializeAsync()
    {
        _door = await Door.Open();
        Trusted.Look();
    }

    public async Task DisposeAsync() => await _door.DisposeAsync();

    [Fact]
    public async Task A_clock_that_is_believed_has_nothing_to_confirm()
    {
        Assert.False((await _door.Get("/api/v1/clock")).Json.GetProperty("inDoubt").GetBoolean());

        var answer = await _door.Post("/api/v1/clock/confirm", null);

        Assert.Equal((409, "clock-not-in-doubt"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_clock_in_doubt_is_told_everywhere_and_an_administrator_confirms_it()
    {
        _door.Setting.Time.Jump(TimeSpan.FromDays(30));
        Trusted.Look();

        var clock = (await _door.Get("/api/v1/clock")).Json;
        Assert.True(clock.GetProperty("needsConfirmation").GetBoolean());
        Assert.Equal("jumped", clock.GetProperty("reasons")[0].GetString());
        var ready = await _door.Get("/health/ready");
        Assert.Contains("in doubt since", ready.Body, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"clock\",\"works\":true", ready.Body, StringComparison.Ordinal);
        Assert.Contains("\nmonitoring_clock_suspect 1\n", (await _door.Get("/metrics")).Body, StringComparison.Ordinal);

        Assert.True((await _door.Post("/api/v1/clock/confirm", null)).Json.GetProperty("confirmed").GetBoolean());
    }

    [Fact]
    public async Task Nobody_else_sees_or_confirms_it()
    {
        Assert.Equal(401, (int)(await _door.Anybody.GetAsync("/api/v1/clock")).StatusCode);
        Assert.Equal(401, (int)(await _door.Anybody.PostAsync("/api/v1/clock/confirm", null)).StatusCode);
    }
}
