using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks a grain interface.</summary>
public interface IGrain : IAddressable;

/// <summary>Marks a grain interface whose grains are named by a string.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>Marks what a grain can call back: methods return <see cref="Task"/> or nothing.</summary>
public interface IGrainObserver : IAddressable;
