using Monitoring.Conformance.Tests.Grains;

namespace Monitoring.Embedded.Tests;

/// <summary>What the host lets people see of what goes on in it.</summary>
public sealed class ViewSentences
{
    [Fact]
    public async Task One_sees_what_a_grain_does_and_who_waits_since_when()
    {
        var stage = new VirtualStage();
        await stage.Play(async () =>
        {
            var worker = stage.Grains.GetGrain<IWorker>("worker");
            var held = worker.Work("held");
            await stage.Witness.Hears("begin held");
            await stage.Pass(TimeSpan.FromSeconds(5));
            var waiting = worker.Add(1, 2).AsTask();
            await stage.Pass(TimeSpan.FromSeconds(5));

            var view = stage.Host.Look(worker.GetGrainId())!;
            Assert.Equal("IWorker.Work", view.Running);
            Assert.Equal(VirtualStage.Monday, view.RunningSince);
            Assert.Equal(1, view.Waiting);
            Assert.Equal(VirtualStage.Monday.AddSeconds(5), view.WaitingSince);

            stage.Witness.Open("held");
            await held;
            await waiting;
            view = stage.Host.Look(worker.GetGrainId())!;
            Assert.Null(view.Running);
            Assert.Equal(0, view.Waiting);
            Assert.Equal(VirtualStage.Monday.AddSeconds(10), view.UsedAt);
        });
    }

    [Fact]
    public async Task One_sees_how_many_grains_of_each_class_are_active()
    {
        var stage = new ThreadStage();
        await stage.Play(async () =>
        {
            Assert.Null(stage.Host.Look(GrainId.Create("immortal", "1")));
            for (var number = 1; number <= 3; number++)
            {
                await stage.Grains.GetGrain<IImmortal>($"{number}").Age();
            }

            Assert.Equal(3, stage.Host.CountByClass().Single(count => count.GrainType == "immortal").Active);
            Assert.Equal(0, stage.Host.CountByClass().Single(count => count.GrainType == "worker").Active);
        });
    }
}
