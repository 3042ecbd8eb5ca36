using Orleans.Concurrency;

namespace Monitoring.Conformance.Tests.Grains;

/// <summary>Hears what a publisher publishes.</summary>
public interface ISubscriber : IGrainObserver
{
    void Hear(string news);

    Task<string> Ask(string question);

    [OneWay]
    Task Choke();
}

public interface IPublisher : IGrainWithStringKey
{
    Task Subscribe(ISubscriber subscriber);

    Task Publish(string news);

    Task<string> Ask(string question);

    Task Choke();
}

public sealed class PublisherGrain : Grain, IPublisher
{
    private ISubscriber? _subscriber;

    public Task Subscribe(ISubscriber subscriber)
    {
        _subscriber = subscriber;
        return Task.CompletedTask;
    }

    public Task Publish(string news)
    {
        _subscriber!.Hear(news);
        return Task.CompletedTask;
    }

    public Task<string> Ask(string question) => _subscriber!.Ask(question);

    public Task Choke() => _subscriber!.Choke();
}
