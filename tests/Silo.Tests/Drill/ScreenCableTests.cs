using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Monitoring.Silo.Demo.Drill;

namespace Monitoring.Silo.Tests.Drill;

public sealed class ScreenCableTests
{
    private readonly Switchboard _switches = new();
    private readonly ScreenCable _cable;

    public ScreenCableTests() => _cable = new ScreenCable(_switches);

    [Fact]
    public async Task A_cut_ends_every_connection_of_the_hub_and_no_other_request()
    {
        var (screen, page) = (new Line("/hubs/board"), new Line("/api/v1/board"));
        var watching = _cable.Ask(screen.Context, screen.Last);
        var reading = _cable.Ask(page.Context, page.Last);

        Assert.Equal(1, _cable.Cut());

        await watching;
        Assert.True(screen.Aborted);
        Assert.False(reading.IsCompleted);
    }

    [Fact]
    public async Task While_it_is_cut_nobody_comes_through_and_afterwards_everybody()
    {
        _switches.TurnOn(Fault.ScreensCut);
        var early = new Line("/hubs/board");
        await _cable.Ask(early.Context, _ => throw new InvalidOperationException("It came through."));
        Assert.True(early.Aborted);
        Assert.Equal(0, _cable.Opened);

        _switches.TurnOff(Fault.ScreensCut);
        var back = new Line("/hubs/board");
        var watching = _cable.Ask(back.Context, back.Last);

        Assert.False(watching.IsCompleted);
        Assert.Equal(1, _cable.Opened);
    }

    [Fact]
    public async Task Who_left_is_not_cut()
    {
        var gone = new Line("/hubs/board");
        await _cable.Ask(gone.Context, _ => Task.CompletedTask);

        Assert.Equal(0, _cable.Cut());
    }

    /// <summary>A request that lasts until it is aborted.</summary>
    private sealed class Line : IHttpRequestLifetimeFeature
    {
        private readonly CancellationTokenSource _aborted = new();
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Line(string path)
        {
            Context.Request.Path = path;
            Context.Features.Set<IHttpRequestLifetimeFeature>(this);
        }

        public DefaultHttpContext Context { get; } = new();

        public bool Aborted => _aborted.IsCancellationRequested;

        public CancellationToken RequestAborted
        {
            get => _aborted.Token;
            set => throw new NotSupportedException();
        }

        public void Abort()
        {
            _aborted.Cancel();
            _over.TrySetResult();
        }

        public Task Last(HttpContext _) => _over.Task;
    }
}
