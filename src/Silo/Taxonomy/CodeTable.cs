using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Monitoring.Silo.Taxonomy;

/// <summary>The ids of one kind, in the order of the file.</summary>
public sealed class CodeTable
{
    private readonly ImmutableArray<Code> _codes;
    private readonly FrozenDictionary<string, Code> _byId;
    private readonly WhatWasMeant _meant;

    public CodeTable(IEnumerable<Code> codes)
    {
        _codes = [.. codes];
        _byId = _codes.ToFrozenDictionary(c => c.Id, StringComparer.Ordinal);
        _meant = new WhatWasMeant(
            _codes.SelectMany(c => new[] { c.Label.Id, c.Label.En, c.Id }.Select(n => new Candidate(c.Id, c.Label.En, n))));
    }

    public ImmutableArray<Code> All => _codes;

    public bool Contains(string id) => _byId.ContainsKey(id);

    public Code? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The ids that come nearest to something that is none of them.</summary>
    public ImmutableArray<Suggestion> Nearest(string said) => _meant.Nearest(said);
}
