using Monitoring.Embedded.Tests.Grains;

namespace Monitoring.Embedded.Tests;

/// <summary>Many grains, many callers.</summary>
public abstract class ManySentences : Sentences
{
    [Fact]
    public async Task A_hundred_thousand_grains_are_active_at_once()
    {
        var stage = Stage();
        await stage.Play(async () =>
        {
            for (var thousand = 0; thousand < 100; thousand++)
            {
                await Task.WhenAll(Enumerable.Range(thousand * 1_000, 1_000)
                    .Select(number => stage.Grains.GetGrain<IOpenWorker>($"{number}").Total()));
            }

            Assert.Equal(100_000, stage.Active("openworker"));
            Assert.Equal(0, await stage.Grains.GetGrain<IOpenWorker>("77777").Total());
        });
    }

    [Fact]
    public async Task Grains_that_come_and_go_under_fire_lose_no_call()
    {
        var stage = Stage();
        await stage.Play(async () =>
        {
            // calls race with deactivation all the time; each must reach one activation or the next
            var callers = Enumerable.Range(0, 8).Select(async caller =>
            {
                await Task.Yield();
                var answered = 0;
                for (var call = 0; call < 500; call++)
                {
                    var ledger = stage.Grains.GetGrain<ILedger>($"{call % 5}");
                    if (call % 7 == caller % 7)
                    {
                        await ledger.Leave();
                    }

                    await ledger.Add(1);
                    answered++;
                }

                return answered;
            });
            var answered = (await Task.WhenAll(callers)).Sum();
            var stored = 0;
            for (var number = 0; number < 5; number++)
            {
                stored += await stage.Grains.GetGrain<ILedger>($"{number}").Sum();
            }

            Assert.Equal(4_000, answered);
            Assert.Equal(4_000, stored);
        });
    }
}
