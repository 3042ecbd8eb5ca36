using Monitoring.Bench.Load;
using Monitoring.Bench.Report;

namespace Monitoring.Bench.Measures;

/// <summary>An answer that is not 201 is wrong at any speed.</summary>
internal static class FilingChecks
{
    /// <exception cref="InvalidOperationException">Nothing was accepted, so there is nothing to measure.</exception>
    public static Filed MustBeAccepted(this Filed filed, MeasureFigures figures)
    {
        if (filed.Errors > 0)
        {
            figures.Wrong($"{filed.Errors} of {filed.Errors + filed.Count} filings failed; the first: {filed.FirstError}");
        }

        return filed.Count > 0
            ? filed
            : throw new InvalidOperationException("No filing was accepted: " + filed.FirstError);
    }
}
