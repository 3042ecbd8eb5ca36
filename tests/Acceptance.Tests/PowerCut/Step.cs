namespace Monitoring.Acceptance.Tests.PowerCut;

/// <summary>A call of the server to the system.</summary>
/// <param name="Name">As in <c>pwrite64</c>.</param>
internal sealed record Call(string Name)
{
    /// <summary>The files behind its descriptors, in their order; a deleted one is null.</summary>
    public List<string?> Files { get; } = [];

    /// <summary>Its texts and bytes, in their order.</summary>
    public List<byte[]> Texts { get; } = [];

    /// <summary>Its arguments without files and texts.</summary>
    public string Rest { get; set; } = "";

    /// <summary>What it came to; null while that is not known, and for ever if the process died in it.</summary>
    public long? Result { get; set; }

    public bool Succeeded => Result >= 0;

    public string Path(int text = 0) => System.Text.Encoding.UTF8.GetString(Texts[text]);

    /// <summary>An argument that is a number, counted from the end.</summary>
    public long Number(int fromTheEnd) => long.Parse(
        Rest.Split(',')[^fromTheEnd].Trim(' ', ')', '('), System.Globalization.CultureInfo.InvariantCulture);

    public override string ToString() => $"{Name}({string.Join(' ', Files)} {Rest} = {Result}";
}

/// <summary>A moment of the record: a call begins, ends, or does both before anything else happens.</summary>
internal readonly record struct Step(Call Call, bool Begins, bool Ends);
