using System.Runtime.InteropServices;
using Monitoring.Bench;

#pragma warning disable RS0030 // only Program chooses the clock
var clock = TimeProvider.System;
#pragma warning restore RS0030

// a bench that is stopped stops its servers and empties its folder, too
using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await BenchRun.Of(args, clock, stop.Token);

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
