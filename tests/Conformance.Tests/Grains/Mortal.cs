using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.Conformance.Tests.Grains;

/// <summary>Says when it comes and goes.</summary>
public interface IMortal : IGrainWithStringKey
{
    /// <summary>Which activation of it this is.</summary>
    Task<int> Age();

    /// <summary>Asks to be deactivated, then works on until the gate "leaving" is opened.</summary>
    Task Leave();

    Task Stay(TimeSpan span);
}

/// <summary>Idle for the usual time, it is collected.</summary>
public interface IUsualMortal : IMortal;

/// <summary>Two minutes idle, and it is collected.</summary>
public interface IShortLived : IMortal;

/// <summary>Never collected.</summary>
public interface IImmortal : IMortal;

/// <summary>Never collected either.</summary>
public interface IAlwaysActive : IMortal;

public abstract class Mortal(Witness witness) : Grain, IMortal
{
    private int _age;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        witness.Say($"{this.GetPrimaryKeyString()} came");
        _age = witness.Times($"{this.GetPrimaryKeyString()} came");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        witness.Say($"{this.GetPrimaryKeyString()} went: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<int> Age() => Task.FromResult(_age);

    public async Task Leave()
    {
        DeactivateOnIdle();
        witness.Say("leaving");
        await witness.Gate("leaving");
        witness.Say("left");
    }

    public Task Stay(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }
}

public sealed class UsualMortalGrain(Witness witness) : Mortal(witness), IUsualMortal;

[CollectionAgeLimit(Minutes = 2)]
public sealed class ShortLivedGrain(Witness witness) : Mortal(witness), IShortLived;

[KeepAlive]
public sealed class ImmortalGrain(Witness witness) : Mortal(witness), IImmortal;

[CollectionAgeLimit(AlwaysActive = true)]
public sealed class AlwaysActiveGrain(Witness witness) : Mortal(witness), IAlwaysActive;

/// <summary>Fails to come the first time.</summary>
public interface IFragile : IGrainWithStringKey
{
    Task<string> Speak();
}

public sealed class FragileGrain(Witness witness) : Grain, IFragile
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        witness.Say("tried");
        await witness.Gate("trying");
        if (witness.Times("tried") == 1)
        {
            throw new FormatException("not yet");
        }
    }

    public Task<string> Speak() => Task.FromResult("here");
}

/// <summary>Asks to be deactivated while it is being activated.</summary>
public interface IFickle : IGrainWithStringKey
{
    Task Speak();
}

public sealed class FickleGrain : Grain, IFickle
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Speak() => Task.CompletedTask;
}

/// <summary>Its goodbye never ends.</summary>
public interface IClinging : IGrainWithStringKey
{
    Task<int> Leave();
}

public sealed class ClingingGrain(Witness witness) : Grain, IClinging
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        witness.Say("clings");
        return witness.Gate("never");
    }

    public Task<int> Leave()
    {
        DeactivateOnIdle();
        return Task.FromResult(witness.Times("clings"));
    }
}

/// <summary>Its goodbye fails.</summary>
public interface ISour : IGrainWithStringKey
{
    Task<int> Leave();
}

public sealed class SourGrain(Witness witness) : Grain, ISour
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        witness.Say("fails to go");
        throw new FormatException("a goodbye that fails");
    }

    public Task<int> Leave()
    {
        DeactivateOnIdle();
        return Task.FromResult(witness.Times("fails to go"));
    }
}

/// <summary>Uses services of its own scope.</summary>
public interface IOwner : IGrainWithStringKey
{
    Task<bool> OwnsOnePossession();

    Task Leave();
}

public sealed class OwnerGrain(Possession possession, Witness witness) : Grain, IOwner, IDisposable
{
    public Task<bool> OwnsOnePossession() =>
        Task.FromResult(ReferenceEquals(possession, ServiceProvider.GetRequiredService<Possession>()));

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public void Dispose() => witness.Say("owner disposed");
}

public sealed class Possession(Witness witness) : IDisposable
{
    public void Dispose() => witness.Say("possession disposed");
}
