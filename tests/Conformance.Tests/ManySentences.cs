using Monitoring.Conformance.Tests.Grains;

namespace Monitoring.Conformance.Tests;

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

            Assert.Equal(100_000, await stage.Active(typeof(OpenWorkerGrain)));
            Assert.Equal(0, await stage.Grains.GetGrain<IOpenWorker>("77777").Total());
        });
    }

    [Fact]
    public async Task Grains_that_come_and_go_under_fire_answer_a_call_or_refuse_it_but_do_not_lose_it()
    {
        var stage = Stage();
        await stage.Play(async () =>
        {
            // calls race with deactivation all the time; each reaches one activation or the next, or is told that it did not
            var callers = Enumerable.Range(0, 8).Select(async caller =>
            {
                await Task.Yield();
                var answered = 0;
                for (var call = 0; call < 500; call++)
                {
                    var ledger = stage.Grains.GetGrain<ILedger>($"{call % 5}");
                    if (call % 7 == caller % 7)
                    {
                        await Ask(ledger.Leave());
                    }

                    answered += await Ask(ledger.Add(1)) ? 1 : 0;
                }

                return answered;
            });
            var answered = (await Task.WhenAll(callers)).Sum();
            var stored = 0;
            for (var number = 0; number < 5; number++)
            {
                stored += await stage.Grains.GetGrain<ILedger>($"{number}").Sum();
            }

            Assert.InRange(answered, 1, 4_000);
            Assert.Equal(answered, stored);
        });
    }

    // Orleans refuses a call that was sent on twice from an activation on its way out
    private static async Task<bool> Ask(Task call)
    {
        try
        {
            await call;
            return true;
        }
        catch (OrleansMessageRejectionException)
        {
            return false;
        }
    }
}
