using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Faults;

/// <summary>Lets complaints in and strikes the victim down at drawn instants of them, again and again.</summary>
internal sealed class Strikes(IVictim victim, Load load, BoardClient screen, Random chance)
{
    /// <summary>So many complaints are handed in while the victim is down, that somebody knocks.</summary>
    private const int MostWhileDown = 20;

    private readonly List<Kill> _kills = [];

    public async Task<IReadOnlyList<Kill>> Carry(int count)
    {
        while (_kills.Count < count)
        {
            var life = Life.Draw(chance);
            await Die(life);
            load.Allow(chance.Next(1, MostWhileDown));
            if (life.StaysDown)
            {
                await Instants.Passes(_kills[^1].At + load.LatestDeadline);
            }

            if (life.At == KillAt.Starting && _kills.Count < count)
            {
                await Once(new Kill(DateTimeOffset.UtcNow, load.InFlight), victim.StrikeWhileItGetsUp());
            }

            await victim.GetUp();
            foreach (var ended in _kills.Where(k => k.UpAgainAt == default))
            {
                ended.UpAgainAt = DateTimeOffset.UtcNow;
            }
        }

        return _kills;
    }

    private async Task Die(Life life)
    {
        var striking = new TaskCompletionSource<(Kill Kill, Task Down)>(TaskCreationOptions.RunContinuationsAsynchronously);
        switch (life.At)
        {
            case KillAt.Sending or KillAt.Answering or KillAt.Answered:
                load.Allow(life.Filed, life.At, StrikeNow);
                break;
            case KillAt.Breaching:
                var filed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var breach = screen.Next("a breach", item => item.Kind == "breached");
                load.Allow(life.Filed, life.At, filed.SetResult);
                await await Task.WhenAny(filed.Task, load.Broken).For(() => $"the answers before a breach: {life}; {load}; {screen}");
                await await Task.WhenAny(breach, load.Broken);
                StrikeNow();
                break;
            case KillAt.Starting:
                StrikeNow();
                break;
            default:
                throw new InvalidOperationException($"no such instant: {life.At}");
        }

        await await Task.WhenAny(striking.Task, load.Broken).For(() => $"the moment to kill: {life}; {load}; {screen}");
        var (kill, down) = await striking.Task;
        await Once(kill, down);

        void StrikeNow() => striking.SetResult((new Kill(DateTimeOffset.UtcNow, load.InFlight), victim.Strike()));
    }

    private async Task Once(Kill kill, Task down)
    {
        _kills.Add(kill);
        await down;
        kill.DownAt = DateTimeOffset.UtcNow;
    }
}
