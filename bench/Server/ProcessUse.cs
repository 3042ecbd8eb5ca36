using System.Diagnostics;
using System.Globalization;

namespace Monitoring.Bench.Server;

/// <summary>What a process takes of the machine: processor time, memory, bytes written.</summary>
internal sealed class ProcessUse(Process process, TimeProvider clock)
{
    private const double BytesPerMb = 1 << 20;

    public double MemoryMb
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / BytesPerMb;
        }
    }

    public double PeakMemoryMb
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64 / BytesPerMb;
        }
    }

    public Sample Now()
    {
        process.Refresh();
        return new Sample(clock.GetTimestamp(), process.TotalProcessorTime, WrittenBytes(), Environment.CpuUsage.TotalTime);
    }

    public Between Since(Sample start)
    {
        var now = Now();
        return new Between(
            clock.GetElapsedTime(start.At, now.At),
            now.Processor - start.Processor,
            now.Bench - start.Bench,
            now.Written - start.Written);
    }

    private long WrittenBytes()
    {
        // Linux alone tells; elsewhere the figure is left at 0
        var io = string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/io");
        const string written = "write_bytes: ";
        var line = File.Exists(io)
            ? File.ReadLines(io).FirstOrDefault(l => l.StartsWith(written, StringComparison.Ordinal))
            : null;
        return line is null ? 0 : long.Parse(line.AsSpan(written.Length), CultureInfo.InvariantCulture);
    }

    /// <summary>A reading of all counters.</summary>
    public readonly record struct Sample(long At, TimeSpan Processor, long Written, TimeSpan Bench);

    /// <summary>What was used between two readings: by the process, and by the bench itself.</summary>
    public readonly record struct Between(TimeSpan Elapsed, TimeSpan Processor, TimeSpan Bench, long Written)
    {
        /// <summary>Percent of one core.</summary>
        public double Percent => 100 * (Processor / Elapsed);

        /// <summary>Percent of one core that the bench took.</summary>
        public double BenchPercent => 100 * (Bench / Elapsed);
    }
}
