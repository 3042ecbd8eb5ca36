using Monitoring.Grains.EventLog;

namespace Monitoring.Simulation.Storage;

/// <summary>An append that was accepted and is not durable yet.</summary>
/// <param name="By">The process that waits for it.</param>
/// <param name="Append">What is to be written.</param>
/// <param name="AskedAt">When, in true time.</param>
/// <param name="Answer">What that process awaits.</param>
internal sealed record PendingWrite(LogPort By, Append Append, long AskedAt, TaskCompletionSource<AppendResult> Answer);
