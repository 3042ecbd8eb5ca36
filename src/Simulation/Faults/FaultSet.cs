namespace Monitoring.Simulation.Faults;

/// <summary>Which faults may happen.</summary>
internal readonly record struct FaultSet(ulong Bits)
{
    public static FaultSet None => default;

    public static FaultSet All => new((1UL << Enum.GetValues<Fault>().Length) - 1);

    public bool Has(Fault fault) => (Bits & (1UL << (int)fault)) != 0;

    public FaultSet Without(Fault fault) => new(Bits & ~(1UL << (int)fault));

    public FaultSet With(Fault fault) => new(Bits | (1UL << (int)fault));

    public static FaultSet Of(params ReadOnlySpan<Fault> faults)
    {
        var set = None;
        foreach (var fault in faults)
        {
            set = set.With(fault);
        }

        return set;
    }

    public IEnumerable<Fault> Members()
    {
        foreach (var fault in Enum.GetValues<Fault>())
        {
            if (Has(fault))
            {
                yield return fault;
            }
        }
    }

    /// <summary><c>all</c>, <c>none</c>, or names with commas between; one with a minus before it is left out.</summary>
    public static FaultSet? Parse(string text)
    {
        var set = text.StartsWith('-') ? All : None;
        foreach (var word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var name = word.TrimStart('-');
            if (name is "all" or "none")
            {
                set = name == "all" ? All : None;
            }
            else if (Enum.TryParse<Fault>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var fault))
            {
                set = word[0] == '-' ? set.Without(fault) : set.With(fault);
            }
            else
            {
                return null;
            }
        }

        return set;
    }

    public override string ToString()
    {
        var (has, lacks) = (Members().ToList(), new FaultSet(All.Bits & ~Bits).Members().ToList());
        return this == None ? "none"
            : has.Count > lacks.Count ? string.Join(',', lacks.Select(fault => $"-{fault}").Prepend("all"))
            : string.Join(',', has);
    }
}
